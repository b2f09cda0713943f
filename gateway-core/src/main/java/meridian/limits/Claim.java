package meridian.limits;

import java.util.Optional;
import meridian.KeyId;
import meridian.ProjectId;

/// One request that wants to be let through.
///
/// @param project whose it is
/// @param key with which key
/// @param limits it is held against
/// @param tokens it is expected to take, prompt and answer together, 0 or more
/// @param repeat what its attempts have in common when the client repeats it under one idempotency
///   key; they count once
public record Claim(
    ProjectId project, KeyId key, TenantLimits limits, long tokens, Optional<String> repeat) {}
