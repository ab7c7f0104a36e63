import { derivedId, isUuid, newId } from './ids';
import { InvariantViolation } from './invariant';

/** RFC 9562, section 6.6. */
const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

describe('derived ids', () => {
  it('are the version 5 of RFC 9562, appendix A.4', () => {
    expect(derivedId(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('read the name as UTF-8, as other languages do', () => {
    expect(derivedId(DNS, 'añada 🌽')).toBe('272d1c30-4f6f-507d-8987-79b720e457a3');
  });

  it('depend on namespace and name, to the last character', () => {
    const ids = [
      derivedId(DNS, 'convenio'),
      derivedId(URL_NAMESPACE, 'convenio'),
      derivedId(DNS, 'Convenio'),
      derivedId(DNS, ''),
      derivedId(DNS, 'añada'),
      derivedId(DNS, 'an\u0303ada'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isUuid)).toBe(true);
    expect(ids.every((id) => id[14] === '5' && '89ab'.includes(id[19]!))).toBe(true);
  });

  it.each(['', 'not-a-uuid', DNS.toUpperCase(), DNS.slice(1)])('refuse the namespace %j', (namespace) => {
    expect(() => derivedId(namespace, 'name')).toThrow(InvariantViolation);
  });
});

describe('random ids', () => {
  it('are of version 4, and differ', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => isUuid(id) && id[14] === '4' && '89ab'.includes(id[19]!))).toBe(true);
  });
});

describe('isUuid', () => {
  it.each(['', 'x', `${DNS} `, `${DNS}\n`, `{${DNS}}`, DNS.replaceAll('-', ''), DNS.toUpperCase()])(
    'does not take %j',
    (text) => {
      expect(isUuid(text)).toBe(false);
    },
  );
});
