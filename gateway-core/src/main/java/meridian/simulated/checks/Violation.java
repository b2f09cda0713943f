package meridian.simulated.checks;

/// Something that must never be true, and was.
///
/// @param checker who found it
/// @param atNanos when, nanoseconds since the epoch
/// @param text what was expected and what was found; no prompt text and no secret
public record Violation(String checker, long atNanos, String text) {}
