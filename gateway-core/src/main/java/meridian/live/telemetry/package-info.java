/// The hand-over from the gateway's threads to the meter.
///
/// Events enter from any thread and are never waited for; one thread of its own counts them and
/// leaves the newest snapshot behind one reference.
package meridian.live.telemetry;
