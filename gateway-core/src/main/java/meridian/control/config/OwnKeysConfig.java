package meridian.control.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import meridian.cache.CachePolicy;
import meridian.provider.OwnKeys;

/// The provider keys that a project brings, by where they are kept: the keys themselves never stand
/// in a configuration.
///
/// @param variables names of the environment variables that hold them, by provider; used in turn
/// @param house when the gateway's own keys may be used for the project all the same
public record OwnKeysConfig(Map<String, List<String>> variables, OwnKeys.House house) {
  /// A project that brings none.
  public static final OwnKeysConfig NONE = new OwnKeysConfig(Map.of(), OwnKeys.House.NEVER);

  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  static final Field<Map<String, List<String>>> KEYS =
      Field.of(
          "providerKeys",
          new MapOf<>(
              Kinds.text("a provider's name", PROVIDER, "write the name of one of providers"),
              new ListOf<>(
                  Kinds.text(
                          "the name of an environment variable, such as ACME_OPENAI_KEY",
                          VARIABLE,
                          "write the variable's name, never the key itself")
                      .secret(),
                  1,
                  16),
              50),
          "{}",
          "Provider keys that the project brings: by provider the environment variables that hold"
              + " them, used in turn. Its calls go with them, it pays the provider itself, and the"
              + " gateway charges nothing for them. Not with cache.scope shared:GROUP.");
  static final Field<OwnKeys.House> HOUSE =
      Field.of(
          "houseKeys",
          Kinds.choice(houses()),
          "never",
          "When the gateway's own provider keys serve a project that brings providerKeys. never:"
              + " not at all. elsewhere: for providers it has no key for. fallback: also where its"
              + " own keys are refused, at their limit, or their target is down. What they buy is"
              + " charged as usual.");

  /// Whether the project brings keys.
  public boolean isAny() {
    return !variables.isEmpty();
  }

  /// Names of the providers it brings keys for.
  public Set<String> providers() {
    return new TreeSet<>(variables.keySet());
  }

  static OwnKeysConfig of(Section in) {
    return new OwnKeysConfig(in.get(KEYS), in.get(HOUSE));
  }

  /// What one project's key bought serves nobody else.
  static void check(Section in, CachePolicy policy) {
    if (!in.get(KEYS).isEmpty() && policy.scope() instanceof CachePolicy.Scope.Shared shared) {
      in.refuse(
          List.of("cache", "scope"),
          "expected project or key with providerKeys, found shared:%s; what one project's keys buy serves no other"
              .formatted(shared.group()));
    }
    if (in.get(KEYS).isEmpty() && in.get(HOUSE) != OwnKeys.House.NEVER) {
      in.refuse(
          HOUSE, "expected it with providerKeys only, found none; add them or remove houseKeys");
    }
  }

  private static Map<String, OwnKeys.House> houses() {
    Map<String, OwnKeys.House> houses = new LinkedHashMap<>();
    houses.put("never", OwnKeys.House.NEVER);
    houses.put("elsewhere", OwnKeys.House.ELSEWHERE);
    houses.put("fallback", OwnKeys.House.FALLBACK);
    return houses;
  }
}
