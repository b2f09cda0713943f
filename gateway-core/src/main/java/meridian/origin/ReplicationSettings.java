package meridian.origin;

import java.time.Duration;

/// How origin regions tell each other what changed.
///
/// @param every how long changes wait for company before they are shipped, and how long a region
///   waits before it ships again what was not acknowledged
/// @param maxChanges changes kept for peers that cannot be reached; the oldest is lost beyond it
/// @param isShared whether all regions serve at once; otherwise one does and the others stand by
/// @param hasOneUsageLog whether what one region keeps of a request is there for all, so that usage
///   need not be shipped
public record ReplicationSettings(
    Duration every, int maxChanges, boolean isShared, boolean hasOneUsageLog) {}
