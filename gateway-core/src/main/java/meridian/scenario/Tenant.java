package meridian.scenario;

import meridian.ProjectId;

/// Whose request it is: a project, and which of its keys.
///
/// @param project the tenant
/// @param key number of the key within the project, from 0; whoever runs the scenario makes the
///   keys
public record Tenant(ProjectId project, int key) {
  /// The only key of the only project, as in the sample configurations.
  public static final Tenant DEMO = new Tenant(new ProjectId("demo"), 0);

  public Tenant {
    Require.that(key >= 0, "number of a key", "0 or more", key);
  }
}
