package meridian.scenario;

/// One request of a workload.
///
/// @param atNanos when it is sent, nanoseconds since the epoch
/// @param place code of the place its client sits in
/// @param bodyJson the body of `POST /v1/chat/completions`
/// @param isRepeat whether its prompt was asked before
public record Planned(long atNanos, String place, String bodyJson, boolean isRepeat) {}
