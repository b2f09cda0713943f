package meridian.live.traffic;

/// One request that an operator sends by hand.
///
/// @param baseUrl of the PoP to send it to, `http://127.0.0.1:8101`
/// @param place code of the place to send it from
/// @param body the JSON body of `POST /v1/chat/completions`
/// @param cacheControl value of a `Cache-Control` header, or empty for none
public record TrialRequest(String baseUrl, String place, String body, String cacheControl) {
  /// Without the body: it is somebody's prompt.
  @Override
  public String toString() {
    return "trial from " + place + " to " + baseUrl;
  }
}
