package meridian;

/// The name of a project, which is the tenant: keys, limits, cache entries and bills belong to
/// exactly one.
///
/// @param name 1 to 64 of a-z, 0-9, `-` and `_`
public record ProjectId(String name) implements Comparable<ProjectId> {
  public ProjectId {
    if (!name.matches("[a-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "project: expected 1 to 64 of a-z, 0-9, '-' and '_', found '" + name + "'");
    }
  }

  @Override
  public int compareTo(ProjectId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
