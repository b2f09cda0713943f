package meridian.live.traffic;

/// What became of generated requests since the generator was made, as their clients saw it.
///
/// @param sent put on the wire
/// @param repeats of these repeated an earlier prompt
/// @param answered ended with a status below 400
/// @param refused ended with a status of 400 or more
/// @param failed broke off without a complete answer
/// @param skipped never sent: too many were in flight, or the machine was more than a second late
/// @param inFlight sent and not ended
public record TrafficFigures(
    long sent,
    long repeats,
    long answered,
    long refused,
    long failed,
    long skipped,
    long inFlight) {}
