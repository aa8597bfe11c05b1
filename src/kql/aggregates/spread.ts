import { convert } from '../convert.ts';
import { sqlOf } from '../types.ts';
import {
  argument,
  conditional,
  over,
  type Aggregate,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

/** A measure of one or two columns, by the engine's stable (Welford) variant. Kusto says 0 where
 *  there are too few values: one for a sample, none for a population. */
const spread =
  (engineName: string, columns: 1 | 2): Aggregate =>
  (call) => {
    const values = [0, 1].slice(0, columns).map((place) => real(call, place));
    const enough = over(
      call,
      'count',
      values.length === 1 ? values : [`${values[0]} + ${values[1]}`],
    );
    const least = engineName.includes('Samp') ? 2 : 1;
    return [
      sqlOf(`if(${enough} < ${least}, 0., ${over(call, engineName, values)})`, 'real', false),
    ];
  };

function real(call: AggregateCall, place: number): string {
  const value = argument(call, place);
  if (value.type === 'datetime') return call.node.refuse(`${call.name}() takes no datetime.`);
  return call.rows.bindSql(convert(value, 'real', call.rows).sql);
}

const stdev = spread('stddevSampStable', 1);
const stdevp = spread('stddevPopStable', 1);
const variance = spread('varSampStable', 1);
const variancep = spread('varPopStable', 1);
const covariance = spread('covarSampStable', 2);
const covariancep = spread('covarPopStable', 2);

export const spreadAggregates: AggregateTable = {
  stdev,
  stdevif: conditional(stdev, 1),
  stdevp,
  variance,
  varianceif: conditional(variance, 1),
  variancep,
  variancepif: conditional(variancep, 1),
  covariance,
  covarianceif: conditional(covariance, 2),
  covariancep,
  covariancepif: conditional(covariancep, 2),
};
