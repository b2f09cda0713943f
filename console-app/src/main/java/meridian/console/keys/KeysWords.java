package meridian.console.keys;

/// What the room says, apart from figures.
final class KeysWords {
  static final String FILTER = "Filter: project, id, revoked";
  static final String NO_PROJECTS = "No projects are known";
  static final String NO_PROJECTS_HOW =
      "This gateway tells nothing of its projects. They are in its configuration, under projects.";
  static final String NO_KEYS = "No key yet";
  static final String NO_KEYS_HOW =
      "Create one here, or with 'meridian keys create'. Its secret is shown once.";
  static final String NO_MATCH = "No key matches";
  static final String NO_MATCH_HOW = "Clear the filter with Esc.";
  static final String NO_REVOCATION = "Nothing was revoked yet";
  static final String NO_REVOCATION_HOW =
      "When a key is revoked, each point of presence goes on answering with it until the KV has"
          + " brought the news. Here you see for how long, and how many requests that were.";
  static final String ONCE =
      "Shown once. Copy it now: only its digest is kept, and nobody can show it again.";
  static final String READ_ONLY = "The console was started with --readonly";
  static final String NOT_ISSUING =
      "Keys of a simulated gateway are its scenario's: they can be revoked, not made";
  static final String CLOCK =
      "From the revocation to each PoP's own first refusal; it grows while a PoP has refused"
          + " nobody. The origin refuses at once, so that only cached answers are served"
          + " meanwhile.";

  private KeysWords() {}
}
