/// The Compare room: patterns side by side on one trace.
///
/// A scenario, variants and seeds enter a [meridian.console.session.Comparer]; distributions,
/// costs, availability and the traffic-weighted truth as a sentence leave, with their intervals.
package meridian.console.compare;
