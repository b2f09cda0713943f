package meridian.console.session;

import org.kordamp.ikonli.Ikon;

/// Something that can be found by name in the search palette and done.
///
/// @param name what it does: `Purge caches`
/// @param keys its shortcut for people, or empty
/// @param icon its sign
/// @param body does it, on the toolkit thread
public record Action(String name, String keys, Ikon icon, Runnable body) {}
