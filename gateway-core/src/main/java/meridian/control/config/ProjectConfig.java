package meridian.control.config;

import java.util.Optional;
import meridian.Money;
import meridian.cache.CachePolicy;

/// One tenant.
///
/// @param policy how its answers are cached
/// @param balance what it may spend altogether; without one it may spend without limit
public record ProjectConfig(CachePolicy policy, Optional<Money> balance) {}
