package meridian.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `data:` URL that holds base64.
///
/// @param mediaType such as `image/png`
/// @param base64 the data, as written
public record DataUrl(String mediaType, String base64) {
  private static final Pattern FORM =
      Pattern.compile("data:([\\w.+-]+/[\\w.+-]+);base64,(.*)", Pattern.DOTALL);

  /// What `url` holds, when it is one.
  public static Optional<DataUrl> of(String url) {
    Matcher matcher = FORM.matcher(url);
    return matcher.matches()
        ? Optional.of(new DataUrl(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
