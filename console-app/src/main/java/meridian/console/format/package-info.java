/// How figures are written: durations, rates, shares, money, sizes, ages.
///
/// Values enter, short texts leave. Everything is pure and needs no toolkit; the locale never
/// matters, so two pictures of one state are equal.
package meridian.console.format;
