package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.origin.KeyRegistry;
import meridian.scenario.Tenant;
import meridian.time.Dice;

/// The keys of a simulated world's tenants. They open nothing outside of it.
final class TenantKeys {
  private static final String SECRET_DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int SECRET_LENGTH = 32;

  private final List<Tenant> tenants;
  private final List<String> texts = new ArrayList<>();

  TenantKeys(List<Tenant> tenants, Dice dice) {
    this.tenants = List.copyOf(tenants);
    Dice own = dice.fork("tenant keys");
    for (int i = 0; i < tenants.size(); i++) {
      StringBuilder text =
          new StringBuilder(String.format(Locale.ROOT, "%ssim%09d_", KeyText.PREFIX, i));
      for (int digit = 0; digit < SECRET_LENGTH; digit++) {
        text.append(SECRET_DIGITS.charAt(own.nextInt(SECRET_DIGITS.length())));
      }
      texts.add(text.toString());
    }
  }

  /// What the clients of each tenant present, in the order of tenants.
  List<String> texts() {
    return List.copyOf(texts);
  }

  /// The key of the tenant with this index, as it is kept.
  KeyText kept(int tenant) {
    return KeyText.parse(texts.get(tenant)).orElseThrow();
  }

  /// Their public halves, in the order of tenants.
  List<KeyId> ids() {
    return texts.stream().map(text -> KeyText.parse(text).orElseThrow().id()).toList();
  }

  /// Registers every tenant's key but those of `keyless`.
  void registerAll(Set<Tenant> keyless, KeyRegistry registry, long nowNanos) {
    for (int i = 0; i < texts.size(); i++) {
      if (!keyless.contains(tenants.get(i))) {
        register(i, registry, nowNanos);
      }
    }
  }

  /// Registers the key of the tenant with this index.
  void register(int tenant, KeyRegistry registry, long nowNanos) {
    KeyText key = kept(tenant);
    registry.put(
        new KeyRecord(key.id(), key.digest(), tenants.get(tenant).project(), false, nowNanos),
        nowNanos);
  }
}
