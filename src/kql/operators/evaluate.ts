import { plugins, REFUSED } from '../plugins/index.ts';
import type { Operator } from './operator.ts';

/** `evaluate plugin(…)`. */
export const evaluate: Operator = (node, input, context) => {
  const call = node.need('FunctionCall');
  const name = call.need('Name').name;
  const plugin =
    plugins.get(name) ?? call.refuse(REFUSED.get(name) ?? `The plug-in ${name} is not supported.`);
  const hasSchema = node.child('Schema') !== undefined;
  return plugin({ operator: node, call, input, context, hasSchema });
};
