/// Stage accounting: where the milliseconds of a request went.
///
/// It owns [meridian.budget.StageTrace], the stop-watch that a node carries through one request.
/// Moments enter, stage times leave; it reads no clock.
package meridian.budget;
