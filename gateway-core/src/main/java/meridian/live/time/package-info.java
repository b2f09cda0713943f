/// The live world behind the ports of [meridian.time]: system clock, virtual threads, queues.
///
/// It owns [meridian.live.time.SystemWorld], which hands out the clock and the tasks and stops them
/// together.
package meridian.live.time;
