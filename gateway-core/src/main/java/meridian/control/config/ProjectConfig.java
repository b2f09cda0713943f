package meridian.control.config;

import java.util.Optional;
import meridian.Money;
import meridian.cache.CachePolicy;
import meridian.limits.TenantLimits;

/// One tenant.
///
/// @param policy how its answers are cached
/// @param semantic how it uses the semantic cache
/// @param limits what it and each of its keys may send in a minute
/// @param balance what it may spend altogether; without one it may spend without limit
/// @param own provider keys that it brings
public record ProjectConfig(
    CachePolicy policy,
    SemanticConfig semantic,
    TenantLimits limits,
    Optional<Money> balance,
    OwnKeysConfig own) {}
