"""What a PAC file may call, in the language it is written in.

From the description of the format (Netscape's of 1996, as browsers keep it): names in three
forms, networks in dotted form, ranges that may wrap, ``"GMT"`` as a last argument. The host
gives ``call_python`` with ``resolve`` and ``my_address``, and ``dukpy.clock`` in milliseconds or
null.
"""

FUNCTIONS = r"""
(function (global) {
  'use strict';
  const ask = (name, ...rest) => global.call_python(name, ...rest) ?? null;
  const text = (value) => String(value).toLowerCase();
  const clock = global.dukpy.clock;
  const NUMBERS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
  const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN',
                  'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

  function asNumber(address) {
    const parts = NUMBERS.exec(String(address));
    if (!parts) return null;
    const bytes = parts.slice(1).map(Number);
    if (bytes.some((byte) => byte > 255)) return null;
    return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  }

  function resolved(host) {
    return asNumber(host) === null ? ask('resolve', String(host)) : String(host);
  }

  global.isPlainHostName = (host) => !String(host).includes('.') && !String(host).includes(':');
  global.dnsDomainIs = (host, domain) => text(host).endsWith(text(domain));
  global.localHostOrDomainIs = (host, whole) =>
    text(host) === text(whole) ||
    (global.isPlainHostName(host) && text(whole).startsWith(text(host) + '.'));
  global.dnsDomainLevels = (host) => String(host).split('.').length - 1;
  global.isResolvable = (host) => resolved(host) !== null;
  global.dnsResolve = (host) => resolved(host);
  global.myIpAddress = () => ask('my_address');
  global.alert = () => undefined;

  global.isInNet = function (host, network, mask) {
    const [address, base, bits] = [resolved(host), network, mask].map(asNumber);
    if (address === null || base === null || bits === null) return false;
    return ((address & bits) >>> 0) === ((base & bits) >>> 0);
  };

  // One pass with one place to come back to, so that no pattern takes for ever.
  global.shExpMatch = function (subject, pattern) {
    const s = String(subject), p = String(pattern);
    let at = 0, in_p = 0, star = -1, from = 0;
    while (at < s.length) {
      if (in_p < p.length && p[in_p] !== '*' && (p[in_p] === '?' || p[in_p] === s[at])) {
        at += 1; in_p += 1;
      } else if (in_p < p.length && p[in_p] === '*') {
        star = in_p; in_p += 1; from = at;
      } else if (star >= 0) {
        from += 1; at = from; in_p = star + 1;
      } else {
        return false;
      }
    }
    while (p[in_p] === '*') in_p += 1;
    return in_p === p.length;
  };

  function now(words) {
    const utc = text(words[words.length - 1]) === 'gmt';
    const date = clock === null ? new Date() : new Date(clock);
    const get = (name) => date[(utc ? 'getUTC' : 'get') + name]();
    return { words: utc ? words.slice(0, -1) : words, get };
  }

  // Both ends belong to a range; one that ends before it begins goes over the turn.
  function within(low, value, high) {
    return low <= high ? low <= value && value <= high : value >= low || value <= high;
  }

  global.weekdayRange = function (...given) {
    const { words, get } = now(given);
    const [first, last] = words.map((word) => DAYS.indexOf(String(word).toUpperCase()));
    if (first === -1 || last === -1 || first === undefined) return false;
    return within(first, get('Day'), last === undefined ? first : last);
  };

  global.timeRange = function (...given) {
    const { words, get } = now(given);
    const at = [get('Hours'), get('Minutes'), get('Seconds')];
    const seconds = (parts, rest) =>
      [0, 1, 2].reduce((sum, i) => sum * 60 + (i < parts.length ? Number(parts[i]) : rest[i]), 0);
    if (words.length === 1) return at[0] === Number(words[0]);
    if (![2, 4, 6].includes(words.length)) return false;
    const half = words.length / 2;
    const low = seconds(words.slice(0, half), [0, 0, 0]);
    // Hours alone end where the last one begins: 9 to 17 is over at five.
    const high = seconds(words.slice(half), half === 2 ? [0, 0, 59] : [0, 0, 0]);
    const value = seconds(at, [0, 0, 0]);
    if (half === 1) return low === high ? at[0] === Number(words[0])
      : within(low, value, high - 1);
    return within(low, value, high);
  };

  function part(word) {
    const month = MONTHS.indexOf(String(word).toUpperCase());
    if (month >= 0) return ['month', month];
    return Number(word) > 31 ? ['year', Number(word)] : ['day', Number(word)];
  }

  global.dateRange = function (...given) {
    const { words, get } = now(given);
    const today = { year: get('FullYear'), month: get('Month'), day: get('Date') };
    const parts = words.map(part);
    // A day, a month, a year or any of them together, each once, name one time and no range.
    if (new Set(parts.map(([kind]) => kind)).size === parts.length) {
      return parts.every(([kind, value]) => today[kind] === value);
    }
    if (parts.length % 2) return false;
    const half = parts.length / 2;
    const units = ['year', 'month', 'day'].filter((unit) =>
      parts.slice(0, half).some(([kind]) => kind === unit));
    const value = (of) => units.reduce((sum, unit) => sum * 400 + of[unit], 0);
    const low = value(Object.fromEntries(parts.slice(0, half)));
    const high = value(Object.fromEntries(parts.slice(half)));
    return within(low, value(today), high);
  };
})(globalThis);
"""
