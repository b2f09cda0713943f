package meridian.wire;

/// One response header.
///
/// @param name as it is written
/// @param value visible ASCII, no line break
public record Header(String name, String value) {}
