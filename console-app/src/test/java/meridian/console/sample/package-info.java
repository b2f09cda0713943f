/// A gateway that is not there: seeded descriptions, snapshots and trials for the console's tests
/// and pictures.
///
/// Nothing here is shipped. The same seed gives the same numbers.
package meridian.console.sample;
