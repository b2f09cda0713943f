package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import meridian.Refusal;
import meridian.provider.Provider;
import org.junit.jupiter.api.Test;

/// Several keys of one provider, some of which it refuses.
final class KeyRotationTest extends ProviderBed {
  private static final List<String> KEYS = List.of("sk-first", "sk-second", "sk-third");

  KeyRotationTest() {
    super(Dialect.OPENAI);
  }

  /// Refuses those whose key is among `refused` with `head`, and answers all others.
  private ScriptedServer server(String head, List<String> refused) {
    ScriptedServer[] self = new ScriptedServer[1];
    self[0] =
        server(wire -> {
          String request = self[0].requests().getLast();
          if (refused.stream().anyMatch(request::contains)) {
            wire.respond(
                head + "\r\nConnection: close",
                json("{'error':{'message':'no " + refused.getFirst() + "'}}"));
          } else {
            wire.respond("200 OK\r\nConnection: close", json("{'choices':[{'index':0}]}"));
          }
        });
    return self[0];
  }

  private static List<String> keysShown(ScriptedServer server) {
    return server.requests().stream()
        .map(request ->
            KEYS.stream().filter(key -> request.contains("Bearer " + key)).findFirst().orElse("?"))
        .toList();
  }

  @Test
  void a_request_goes_on_with_the_next_key_and_the_refused_one_rests() throws IOException {
    for (String head : List.of("401 No", "403 No", "429 Slow\r\nRetry-After: 60")) {
      ScriptedServer server = server(head, List.of("sk-first"));
      Provider provider = provider(server.baseUrl(), LONG, KEYS);
      assertThat(read(provider, whole()).whole).as(head).isPresent();
      assertThat(read(provider, whole()).whole).isPresent();
      assertThat(keysShown(server)).containsExactly("sk-first", "sk-second", "sk-second");
    }
  }

  @Test
  void when_all_are_at_their_limit_nobody_is_asked_again_before_the_first_may_be() {
    ScriptedServer server = server("429 Slow\r\nRetry-After: 60", KEYS);
    Provider provider = provider(server.baseUrl(), LONG, KEYS);
    assertThat(refusal(provider, whole()).status()).isEqualTo(429);
    Refusal second = refusal(provider, streamed());
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.mayRetry()).isTrue();
    assertThat(second.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(second.message()).doesNotContain("sk-");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void when_all_are_refused_it_is_the_operators_turn_and_no_key_is_shown() {
    ScriptedServer server = server("401 No", KEYS);
    Provider provider = provider(server.baseUrl(), LONG, KEYS);
    for (int i = 0; i < 3; i++) {
      Refusal refusal = refusal(provider, whole());
      assertThat(refusal.status()).isEqualTo(502);
      assertThat(refusal.code()).isEqualTo("provider_auth");
      assertThat(refusal.message()).doesNotContain("sk-");
    }
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void a_storm_of_429s_on_one_key_is_kept_from_the_provider() {
    ScriptedServer server = server("429 Slow\r\nRetry-After: 60", List.of("sk-first"));
    Provider provider = provider(server.baseUrl(), LONG, KEYS.subList(0, 1));
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(provider, whole()).status()).isEqualTo(429);
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void an_overloaded_provider_is_left_alone_for_as_long_as_it_asks() {
    ScriptedServer server = server("503 Over\r\nRetry-After: 60", KEYS);
    Provider provider = provider(server.baseUrl(), LONG, KEYS);
    assertThat(refusal(provider, whole()).retryAfter()).contains(Duration.ofSeconds(60));
    Refusal second = refusal(provider, whole());
    assertThat(second.status()).isEqualTo(502);
    assertThat(second.retryAfter()).isPresent();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void what_is_no_fault_of_a_key_is_not_repeated_with_another() {
    for (String head : List.of("400 Bad", "404 None", "500 Oops", "503 Over")) {
      ScriptedServer server = server(head, KEYS);
      Provider provider = provider(server.baseUrl(), LONG, KEYS);
      refusal(provider, whole());
      refusal(provider, whole());
      assertThat(keysShown(server)).as(head).containsExactly("sk-first", "sk-first");
    }
  }
}
