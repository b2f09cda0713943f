package meridian;

/// The gateway's own name for one request; idempotency, usage and logs hang on it.
///
/// @param text `req_` and 20 of 0-9a-v
public record RequestId(String text) {
  @Override
  public String toString() {
    return text;
  }
}
