package meridian.network;

/// A node and where it stands.
///
/// @param node unique name: `pop:SIN`, `origin:ap-south-1`, `provider:openai/us-east-1`
/// @param place code of its place in the atlas, `SIN`
public record Address(String node, String place) {
  @Override
  public String toString() {
    return node;
  }
}
