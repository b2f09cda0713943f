package meridian;

/// An origin or provider region by its cloud name, such as `ap-south-1`, and the place it stands
/// in.
///
/// @param name the cloud's own name
/// @param place code of the place in the atlas, such as `BOM`
public record Region(String name, String place) {
  public Region {
    if (!name.matches("[a-z0-9-]{2,40}")) {
      throw new IllegalArgumentException(
          "region: expected 2 to 40 of a-z, 0-9 and '-', such as ap-south-1, found '" + name + "'");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
