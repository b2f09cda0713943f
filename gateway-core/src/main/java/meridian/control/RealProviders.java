package meridian.control;

import java.util.List;
import java.util.function.Function;
import meridian.control.config.ProviderConfig;
import meridian.control.config.Secret;
import meridian.live.provider.Dialect;
import meridian.live.provider.HttpProvider;
import meridian.live.provider.HttpTarget;
import meridian.live.provider.ProviderKey;
import meridian.provider.Provider;
import meridian.time.WorldClock;

/// Opens the providers that really answer.
///
/// @param clock the world's clock
/// @param keys the key in an environment variable of this name
record RealProviders(WorldClock clock, Function<String, ProviderKey> keys)
    implements Catalogs.Opener {
  /// The target called `name` that `config` describes.
  ///
  /// @throws IllegalArgumentException when its key is not where the configuration says
  @Override
  public Provider open(String name, ProviderConfig config) {
    List<ProviderKey> shown =
        switch (config.secret()) {
          case Secret.None _ -> List.of(ProviderKey.none());
          case Secret.InEnvironment in -> List.of(keys.apply(in.variable()));
          case Secret.InEnvironments in -> in.variables().stream().map(keys).toList();
          case Secret.InFile in -> List.of(ProviderKey.fromFile(in.file()));
        };
    HttpTarget target = HttpTarget.of(name, config.baseUrl().orElseThrow(), shown);
    return new HttpProvider(target, dialect(config.kind()), "meridian/" + Main.version(), clock);
  }

  private static Dialect dialect(ProviderConfig.Kind kind) {
    return switch (kind) {
      case OPENAI_COMPATIBLE -> Dialect.OPENAI;
      case ANTHROPIC -> Dialect.ANTHROPIC;
      case GEMINI -> Dialect.GEMINI;
      case MODELLED -> throw new IllegalArgumentException("a modelled provider is not opened");
    };
  }
}
