package meridian.live.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Requests that two servers could understand differently are refused, and nothing of them reaches
/// a PoP.
class FramingAbuseTest {
  private static final String POST = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GET = "GET /healthz HTTP/1.1\r\n";
  private static final Map<String, String> ATTACKS = attacks();
  private static Bed bed = new Bed(Bed.PATIENT);

  @BeforeAll
  static void open() {
    bed.close();
    bed = new Bed(Bed.PATIENT);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static Map<String, String> attacks() {
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put(
        "two content lengths", POST + "Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc");
    attacks.put("one length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}");
    attacks.put("a list of lengths", POST + "Content-Length: 2, 2\r\n\r\n{}");
    attacks.put("a negative length", POST + "Content-Length: -2\r\n\r\n{}");
    attacks.put("a signed length", POST + "Content-Length: +2\r\n\r\n{}");
    attacks.put("a hexadecimal length", POST + "Content-Length: 0x2\r\n\r\n{}");
    attacks.put("an overflowing length", POST + "Content-Length: 18446744073709551618\r\n\r\n{}");
    attacks.put(
        "length and chunks",
        POST + "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    attacks.put(
        "chunks and length",
        POST + "Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    attacks.put("an unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
    attacks.put("chunks not last", POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n");
    attacks.put(
        "chunks twice",
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    attacks.put(
        "chunks with a space before the colon",
        POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n");
    attacks.put("chunks in HTTP/1.0", POST.replace("1.1", "1.0") + chunked("2\r\n{}\r\n0\r\n\r\n"));
    attacks.put("a chunk size of letters", POST + chunked("zz\r\n{}\r\n0\r\n\r\n"));
    attacks.put("a negative chunk size", POST + chunked("-2\r\n{}\r\n0\r\n\r\n"));
    attacks.put("a chunk size with 0x", POST + chunked("0x2\r\n{}\r\n0\r\n\r\n"));
    attacks.put("an overflowing chunk size", POST + chunked("FFFFFFFFFFFFFFFFF\r\n{}\r\n"));
    attacks.put("a chunk longer than its size", POST + chunked("2\r\n{}{}\r\n0\r\n\r\n"));
    attacks.put("a chunk line of bare LF", POST + chunked("2\n{}\n0\n\n"));
    attacks.put("no host", GET + "\r\n");
    attacks.put("two hosts", GET + "Host: a\r\nHost: b\r\n\r\n");
    attacks.put("an empty host", GET + "Host: \r\n\r\n");
    attacks.put("a host with user info", GET + "Host: a@b\r\n\r\n");
    attacks.put("a host with a path", GET + "Host: a/b\r\n\r\n");
    attacks.put("a folded header", GET + "Host: localhost\r\nX-A: b\r\n c\r\n\r\n");
    attacks.put("a header that begins with a space", GET + " Host: localhost\r\n\r\n");
    attacks.put("a space before the colon", GET + "Host : localhost\r\n\r\n");
    attacks.put("a header without a colon", GET + "Host: localhost\r\nX-A\r\n\r\n");
    attacks.put("an empty header name", GET + "Host: localhost\r\n: b\r\n\r\n");
    attacks.put("lines of bare LF", "GET /healthz HTTP/1.1\nHost: localhost\n\n");
    attacks.put("a bare CR in a value", GET + "Host: localhost\r\nX-A: b\rX-C: d\r\n\r\n");
    attacks.put("a NUL in a value", GET + "Host: localhost\r\nX-A: b\0c\r\n\r\n");
    attacks.put(
        "an absolute target of another host",
        "GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    attacks.put("an unknown version", "GET /healthz HTTP/1.2\r\nHost: localhost\r\n\r\n");
    attacks.put("no version", "GET /healthz\r\n\r\n");
    attacks.put("a method with a space", "GE T /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    attacks.put("dots that climb, encoded", get("/v1/%2e%2e/healthz"));
    attacks.put("an encoded slash", get("/v1%2fmodels"));
    attacks.put("an encoded NUL", get("/healthz%00"));
    attacks.put("a matrix parameter", get("/v1/;x/../models"));
    attacks.put("the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    attacks.put(
        "a TLS greeting", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n");
    attacks.put("a header of 128 KiB", GET + "Host: localhost\r\nX-A: " + "a".repeat(128 << 10));
    attacks.put(
        "a thousand headers of 128 bytes",
        GET + "Host: localhost\r\n" + ("X-A: " + "a".repeat(121) + "\r\n").repeat(1000));
    attacks.put("a target of 8 KiB", get("/" + "a".repeat(8 << 10)));
    return attacks;
  }

  @TestFactory
  Stream<DynamicTest> an_attack_is_refused_and_the_connection_closed() {
    return ATTACKS.entrySet().stream()
        .map(a -> DynamicTest.dynamicTest(a.getKey(), () -> refuses(a.getKey(), a.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> what_is_pipelined_behind_an_attack_is_never_served() {
    return ATTACKS.entrySet().stream()
        .map(a ->
            DynamicTest.dynamicTest(
                a.getKey(),
                () ->
                    refuses(
                        a.getKey(),
                        a.getValue() + RawSocket.post("/v1/chat/completions", "", "{}"))));
  }

  private static void refuses(String name, String attack) throws IOException {
    int before = bed.arrivals.size();
    try (RawSocket client = new RawSocket(bed.port())) {
      client.trySend(attack);
      RawSocket.Response response;
      try {
        response = client.response();
      } catch (IOException reset) {
        assertThat(attack.length()).as("only large attacks may be reset").isGreaterThan(16 << 10);
        return;
      }
      assertThat(response.status()).as(response.body()).isBetween(400, 505).isNotEqualTo(500);
      assertThat(response.body()).startsWith("{\"error\":{\"message\":\"").endsWith("}}");
      assertThat(response.header("x-request-id")).isPresent();
      assertThat(client.closesWithin(Duration.ofSeconds(8))).as("closed: " + name).isTrue();
    }
    assertThat(bed.arrivals).as("arrivals at a PoP").hasSize(before);
    assertOthersAreServed();
  }

  private static void assertOthersAreServed() throws IOException {
    try (RawSocket other = new RawSocket(bed.port())) {
      assertThat(other.send(get("/healthz")).response().status()).isEqualTo(200);
    }
  }

  private static String chunked(String body) {
    return "Transfer-Encoding: chunked\r\n\r\n" + body;
  }

  private static String get(String path) {
    return RawSocket.get(path, "");
  }
}
