package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExactCacheConfigTest {
  private static final String REDIS = "origin.cache.kind=redis";

  @Test
  void it_is_in_memory_unless_a_server_is_named() {
    ExactCacheConfig cache = Configs.valid(Configs.LEAST).origin().cache();
    assertThat(cache.kind()).isEqualTo(ExactCacheConfig.Kind.MEMORY);
    assertThat(cache.maxEntryBytes()).isEqualTo(1 << 20);
    assertThat(cache.timeout()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void a_server_is_named_by_a_url_without_secrets() {
    for (String good :
        List.of(
            "redis://cache",
            "redis://cache:1",
            "redis://cache:65535/15",
            "rediss://cache.internal:6380/",
            "redis://10.0.0.7")) {
      assertThat(Configs.valid(Configs.LEAST, REDIS, url(good)).origin().cache().url())
          .contains(good);
    }
    for (String bad :
        List.of(
            "cache:6379",
            "http://cache",
            "redis://",
            "redis://cache:0",
            "redis://cache:65536",
            "redis://cache:99999",
            "redis://cache/x",
            "redis://cache?password=secret",
            "redis://user:secret@cache",
            "redis://:secret@cache")) {
      assertThat(Configs.problem(Configs.LEAST, REDIS, url(bad)))
          .contains("origin.cache.url: expected redis://host:port/database")
          .endsWith("origin.cache.passwordEnv");
    }
  }

  @Test
  void redis_needs_a_url_and_memory_takes_none() {
    assertThat(Configs.problem(Configs.LEAST, REDIS))
        .contains("origin.cache.url", "for kind redis, found nothing; add the field 'url'");
    assertThat(Configs.problem(Configs.LEAST, url("redis://cache")))
        .contains("origin.cache.url", "expected it with kind redis only");
    assertThat(Configs.problem(Configs.LEAST, "origin.cache.passwordEnv=A"))
        .contains("origin.cache.passwordEnv", "expected it with kind redis only");
  }

  @Test
  void a_user_comes_with_a_password() {
    assertThat(
            Configs.problem(
                Configs.LEAST, REDIS, url("redis://cache"), "origin.cache.user=meridian"))
        .contains("origin.cache.passwordEnv", "expected the variable of the user's password");
    Configs.valid(
        Configs.LEAST,
        REDIS,
        url("redis://cache"),
        "origin.cache.user=meridian",
        "origin.cache.passwordEnv=MERIDIAN_REDIS_PASSWORD");
  }

  @Test
  void a_password_in_place_of_its_variable_is_refused_and_not_repeated() {
    assertThat(
            Configs.problem(
                Configs.LEAST, REDIS, url("redis://cache"), "origin.cache.passwordEnv=hunter2-x"))
        .contains("never the password itself")
        .doesNotContain("hunter2");
  }

  @Test
  void another_server_takes_a_restart() {
    GatewayConfig running = Configs.valid(Configs.LEAST);
    GatewayConfig newer = Configs.valid(Configs.LEAST, REDIS, url("redis://cache"));
    assertThat(ConfigChange.between(running, newer).live()).isEmpty();
    assertThat(ConfigChange.between(running, newer).needsRestart())
        .contains("origin.cache.kind", "origin.cache.url");
    assertThat(running.taking(newer).origin().cache().kind())
        .isEqualTo(ExactCacheConfig.Kind.MEMORY);
  }

  private static String url(String text) {
    return "origin.cache.url=" + text;
  }
}
