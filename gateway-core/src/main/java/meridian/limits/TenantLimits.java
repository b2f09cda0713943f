package meridian.limits;

/// The limits that one request is held against: those of its project, shared by all the project's
/// keys, and those of its key.
///
/// @param project of all keys together
/// @param key of each key
public record TenantLimits(RateLimits project, RateLimits key) {
  /// No limits.
  public static final TenantLimits NONE = new TenantLimits(RateLimits.NONE, RateLimits.NONE);

  /// The same with a key's own limits where it has some.
  public TenantLimits forKey(RateLimits own) {
    return new TenantLimits(project, own.or(key));
  }

  /// One of `parts` equal shares: what each of several origins may let through by itself.
  public TenantLimits share(int parts) {
    return new TenantLimits(project.share(parts), key.share(parts));
  }
}
