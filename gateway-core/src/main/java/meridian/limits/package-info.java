/// How much a key or a project may send in a minute: token buckets, and what they say.
///
/// Claims enter with the moment they are made; admissions and allowances leave. Pure state machines
/// without a clock: the same at a PoP, at an origin and in a simulated world.
package meridian.limits;
