package meridian.live.traffic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Optional;

/// Says in words why a call broke off; never anything of its body or its key.
final class Failures {
  private Failures() {}

  static String reason(IOException failure, String baseUrl) {
    return switch (failure) {
      case ConnectException _ ->
          "nobody answers at " + baseUrl + "; check that this PoP is running";
      case InterruptedIOException _ ->
          "no complete answer within "
              + PlaceClients.CALL_LIMIT.toSeconds()
              + " s; see the gateway's log";
      default ->
          "the connection to "
              + baseUrl
              + " broke: "
              + Optional.ofNullable(failure.getMessage())
                  .orElse(failure.getClass().getSimpleName());
    };
  }
}
