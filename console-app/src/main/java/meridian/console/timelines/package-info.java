/// The Timelines room: where the milliseconds of one request went, and which stage moved.
///
/// It owns the list of recent requests, the waterfall of one or two of them and the table of stages
/// per way. Snapshots enter; selections leave through the desk.
package meridian.console.timelines;
