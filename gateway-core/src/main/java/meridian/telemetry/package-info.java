/// What happened, counted: events in, numbered immutable snapshots out.
///
/// It owns [meridian.telemetry.Event], the meter that one thread writes and the
/// [meridian.telemetry.Snapshot]s that anyone may read, ten a second. The gateway's nodes only ever
/// hand events over; they never wait for telemetry.
package meridian.telemetry;
