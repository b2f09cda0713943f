package meridian;

/// What a booking is made once for: one request of a project, with all its retries.
///
/// @param id the bill's name, unique in its project: the request's own, or one made from the
///   client's `Idempotency-Key`
/// @param project who pays
/// @param subject what was asked for, as a digest; a bill's name cannot be used again for something
///   else. Empty when the name is the gateway's own and cannot be used twice
public record Bill(String id, ProjectId project, String subject) {}
