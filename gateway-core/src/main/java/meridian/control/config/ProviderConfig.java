package meridian.control.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.Region;
import meridian.control.config.ScalarKind.Parsed;
import meridian.provider.ProviderWeather;

/// One provider target.
///
/// @param name as metrics and fingerprints call it: `openai`
/// @param kind what answers
/// @param region where it answers; for modelled ways between origin and provider
/// @param baseUrl of the API without a trailing slash, such as `https://api.openai.com/v1`; none
///   for a modelled one
/// @param secret where its API key is kept
/// @param models what may be asked for, at least one, in the order listed
/// @param weather what goes wrong with a modelled one
public record ProviderConfig(
    String name,
    Kind kind,
    Region region,
    Optional<URI> baseUrl,
    Secret secret,
    List<ModelConfig> models,
    ProviderWeather weather) {

  /// What answers.
  public enum Kind {
    /// A model of the provider: real latency distributions, no real answers.
    MODELLED,
    /// Anything that speaks OpenAI's API.
    OPENAI_COMPATIBLE,
    /// Anthropic's Messages API.
    ANTHROPIC,
    /// Google's Gemini API.
    GEMINI;

    /// As the configuration calls it.
    String word() {
      return switch (this) {
        case MODELLED -> "modelled";
        case OPENAI_COMPATIBLE -> "openai-compatible";
        case ANTHROPIC -> "anthropic";
        case GEMINI -> "gemini";
      };
    }

    /// Where its API is when the configuration does not say.
    private Optional<URI> usualUrl() {
      return switch (this) {
        case MODELLED, OPENAI_COMPATIBLE -> Optional.empty();
        case ANTHROPIC -> Optional.of(URI.create("https://api.anthropic.com/v1"));
        case GEMINI -> Optional.of(URI.create("https://generativelanguage.googleapis.com/v1beta"));
      };
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");
  private static final Pattern FILE = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  static final Field<String> PROVIDER =
      Field.required(
          "name",
          Kinds.text("a name of 1 to 40 of a-z, 0-9, '-' and '_'", NAME, "use those letters only"),
          "The provider's name in metrics, logs and fingerprints.");
  private static final Field<Kind> KIND =
      Field.required(
          "kind",
          Kinds.choice(kinds()),
          "modelled: latency distributions of the named models, no real answers, no cost."
              + " openai-compatible: any server that speaks OpenAI's API at baseUrl."
              + " anthropic: Anthropic's Messages API, requests and answers translated."
              + " gemini: Google's Gemini API, likewise.");
  private static final Field<Region> REGION =
      Field.required(
          "region",
          WorldKinds.region(),
          "Where it answers; the modelled way from the origin leads there.");
  private static final Field<Optional<URI>> BASE_URL =
      Field.optional(
          "baseUrl",
          url(),
          "Base of its API, such as https://api.openai.com/v1; redirects are not followed. For"
              + " openai-compatible; anthropic and gemini have their own when it is left out.");
  private static final Field<Optional<String>> API_KEY_ENV =
      Field.optional(
          "apiKeyEnv",
          Kinds.text(
                  "the name of an environment variable, such as OPENAI_API_KEY",
                  VARIABLE,
                  "write the variable's name, never the key itself")
              .secret(),
          "Environment variable that holds its API key. Not for modelled.");
  private static final Field<List<String>> API_KEY_ENVS =
      Field.of(
          "apiKeyEnvs",
          new ListOf<>(
              Kinds.text(
                      "the name of an environment variable, such as OPENAI_API_KEY",
                      VARIABLE,
                      "write the variable's name, never the key itself")
                  .secret(),
              0,
              16),
          "[]",
          "Several keys in place of apiKeyEnv: environment variables, used in turn when the"
              + " provider refuses one (401, 403) or it has reached its limit (429).");
  private static final Field<Optional<String>> API_KEY_FILE =
      Field.optional(
          "apiKeyFile",
          Kinds.text("a file name", FILE, "write a path").secret(),
          "File that holds its API key, relative to this file. Not for modelled.");
  static final Field<List<ModelConfig>> MODELS =
      Field.required(
          "models",
          new ListOf<>(ModelConfig.KIND, 1, 200),
          "What may be asked for: names, or {name, upstream, prices}. A name that several providers"
              + " list is answered by the first: by its nearest region that is well. The others are"
              + " fallbacks, whose answers are never cached.");

  private static final Field<ProviderWeather> WEATHER =
      Field.of(
          "weather",
          WeatherFields.GROUP,
          "{}",
          "What goes wrong with a modelled provider, as shares of its calls. For modelled only.");

  static final Group<ProviderConfig> GROUP =
      new Group<>(
          List.of(
              PROVIDER,
              KIND,
              REGION,
              BASE_URL,
              API_KEY_ENV,
              API_KEY_ENVS,
              API_KEY_FILE,
              MODELS,
              WEATHER),
          ProviderConfig::check,
          ProviderConfig::of);

  private static void check(Section in) {
    switch (in.get(KIND)) {
      case MODELLED -> {
        refuseFor(in, BASE_URL);
        refuseFor(in, API_KEY_ENV);
        refuseFor(in, API_KEY_FILE);
        refuse(in, API_KEY_ENVS, !in.get(API_KEY_ENVS).isEmpty());
      }
      case OPENAI_COMPATIBLE, ANTHROPIC, GEMINI -> checkReal(in, in.get(KIND));
    }
    if (in.get(API_KEY_ENV).isPresent() && in.get(API_KEY_FILE).isPresent()) {
      in.refuse(API_KEY_FILE, "expected apiKeyEnv or apiKeyFile, found both; remove one");
    }
    if (!in.get(API_KEY_ENVS).isEmpty()
        && (in.get(API_KEY_ENV).isPresent() || in.get(API_KEY_FILE).isPresent())) {
      in.refuse(API_KEY_ENVS, "expected all keys there or one elsewhere, found both; remove one");
    }
    List<String> names = in.get(MODELS).stream().map(ModelConfig::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      in.refuse(MODELS, "expected each model once, found one twice; remove one");
    }
  }

  private static void checkReal(Section in, Kind kind) {
    if (!in.get(WEATHER).equals(ProviderWeather.FAIR)) {
      in.refuse(
          WEATHER,
          "expected it with kind modelled only, found it with %s; remove it"
              .formatted(kind.word()));
    }
    if (in.get(BASE_URL).isEmpty() && kind.usualUrl().isEmpty()) {
      in.refuse(
          BASE_URL,
          "expected %s for kind %s, found nothing; add the field 'baseUrl'"
              .formatted(BASE_URL.kind().words(), kind.word()));
    }
  }

  private static void refuseFor(Section in, Field<? extends Optional<?>> field) {
    refuse(in, field, in.get(field).isPresent());
  }

  private static void refuse(Section in, Field<?> field, boolean isThere) {
    if (isThere) {
      in.refuse(
          field,
          "expected it with a kind that calls a real provider, found it with modelled; remove it"
              + " or change kind");
    }
  }

  private static ProviderConfig of(Section in) {
    Secret secret =
        in.get(API_KEY_ENV)
            .<Secret>map(Secret.InEnvironment::new)
            .or(() ->
                Optional.of(in.get(API_KEY_ENVS))
                    .filter(names -> !names.isEmpty())
                    .map(Secret.InEnvironments::new))
            .or(() -> in.get(API_KEY_FILE).map(file -> new Secret.InFile(Path.of(file))))
            .orElseGet(Secret.None::new);
    return new ProviderConfig(
        in.get(PROVIDER),
        in.get(KIND),
        in.get(REGION),
        in.get(BASE_URL).or(in.get(KIND)::usualUrl),
        secret,
        in.get(MODELS),
        in.get(WEATHER));
  }

  /// The same with its API key kept elsewhere.
  public ProviderConfig withKey(Secret other) {
    return new ProviderConfig(name, kind, region, baseUrl, other, models, weather);
  }

  /// The same with files resolved against the configuration's folder.
  ProviderConfig resolvedAgainst(Path folder) {
    return secret instanceof Secret.InFile in
        ? withKey(new Secret.InFile(folder.resolve(in.file())))
        : this;
  }

  private static ScalarKind<URI> url() {
    return ScalarKind.<URI>of(
            "an http or https URL without user, query or fragment",
            (text, _) ->
                isUsable(text)
                    ? new Parsed.Good<>(URI.create(text.replaceAll("/+$", "")))
                    : new Parsed.Bad<>("write one such as https://api.openai.com/v1"))
        .secret();
  }

  private static boolean isUsable(String text) {
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getPort() <= 65_535;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      kinds.put(kind.word(), kind);
    }
    return kinds;
  }
}
