import { arrayText, elementsOf, isArray } from '../json-array.ts';
import { ungzip, unzlib } from '../inflate.ts';
import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import {
  argAs,
  bound,
  boundText,
  constantText,
  type Call,
  type FunctionTable,
} from './function.ts';

/** Base64 and the percent encoding of addresses. What cannot be decoded is empty or null. */
export const encodingFunctions: FunctionTable = {
  zlib_decompress_from_base64_string: (call) => unpacked(call, unzlib),
  gzip_decompress_from_base64_string: (call) => unpacked(call, ungzip),
  base64_encode_tostring: encodeText,
  base64_encodestring: encodeText,
  base64_decode_tostring: decodeText,
  base64_decodestring: decodeText,
  base64_decode_toarray: (call) => {
    const base64 = boundText(call, 0);
    const bytes = call.scope.bindSql(`tryBase64Decode(${base64})`);
    const numbers = `arrayMap(pair -> toString(reinterpretAsUInt8(unhex(pair))), extractAll(hex(${bytes}), '..'))`;
    return sqlOf(`if(${bytes} = '' AND ${base64} != '', NULL, ${arrayText(numbers)})`, 'dynamic');
  },
  base64_encode_fromarray: (call) => {
    const array = bound(call, 0, 'dynamic');
    const bytes = `arrayMap(each -> char(toUInt8OrZero(each)), ${elementsOf(array)})`;
    const all = `arrayAll(each -> isNotNull(toUInt8OrNull(each)), ${elementsOf(array)})`;
    return sqlOf(
      `if(${isArray(array)} AND ${all}, base64Encode(arrayStringConcat(${bytes})), '')`,
      'string',
    );
  },
  base64_encode_fromguid: (call) => {
    const guid = argAs(call, 0, 'guid').sql;
    return sqlOf(`base64Encode(unhex(${mixedEndian(`replaceAll(${guid}, '-', '')`)}))`, 'string');
  },
  base64_decode_toguid: (call) => {
    const bytes = call.scope.bindSql(`tryBase64Decode(${boundText(call, 0)})`);
    const hex = mixedEndian(`lower(hex(${bytes}))`);
    const guid = `replaceRegexpOne(${hex}, '^(.{8})(.{4})(.{4})(.{4})', '\\\\1-\\\\2-\\\\3-\\\\4-')`;
    return sqlOf(`if(length(${bytes}) = 16, ${guid}, '')`, 'guid');
  },
  url_encode: (call) => encodeUrl(call, `'+'`),
  url_encode_component: (call) => encodeUrl(call, `'%20'`),
  url_decode: (call) => {
    const decoded = call.scope.bindSql(`decodeURLFormComponent(${boundText(call, 0)})`);
    return sqlOf(`if(isValidUTF8(${decoded}), ${decoded}, '')`, 'string');
  },
};

function encodeText(call: Call): Sql {
  return sqlOf(`base64Encode(${argAs(call, 0, 'string').sql})`, 'string');
}

/** Only what is UTF-8 is text. */
function decodeText(call: Call): Sql {
  const decoded = call.scope.bindSql(`tryBase64Decode(${boundText(call, 0)})`);
  return sqlOf(`if(isValidUTF8(${decoded}), ${decoded}, '')`, 'string');
}

/** The first three groups of a guid lie in memory with their bytes reversed; both ways alike. */
function mixedEndian(hex: string): string {
  const pattern = '^(..)(..)(..)(..)(..)(..)(..)(..)';
  return `replaceRegexpOne(${hex}, ${quote(pattern)}, ${quote(String.raw`\4\3\2\1\6\5\8\7`)})`;
}

/** As .NET's HttpUtility encodes: lower-case hexadecimal, and - _ . ! * ( ) as they are. */
function encodeUrl(call: Call, space: string): Sql {
  const characters = `extractAll(${argAs(call, 0, 'string').sql}, '(?s).')`;
  const bytes = `replaceRegexpAll(lower(hex(c)), '(..)', '%\\\\1')`;
  return sqlOf(
    `arrayStringConcat(arrayMap(c -> multiIf(match(c, '^[A-Za-z0-9_.!*()-]$'), c, c = ' ', ${space}, ${bytes}), ${characters}))`,
    'string',
  );
}

/** The text that is packed in a constant; '' where nothing is. */
function unpacked(call: Call, unpack: (bytes: Uint8Array) => Uint8Array | undefined): Sql {
  const base64 = constantText(call, 0);
  if (!/^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$/v.test(base64))
    return textLiteral('');
  const bytes = unpack(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  return textLiteral(bytes === undefined ? '' : new TextDecoder().decode(bytes));
}

function textLiteral(text: string): Sql {
  return { ...sqlOf(quote(text), 'string', false), value: text };
}
