package meridian.console.chart;

/// Which part of the world fills the picture. Immutable; pure arithmetic between places and pixels.
///
/// @param zoom 1 shows the whole world, at most [#MOST]
/// @param centreX the point of the projected plane in the middle of the picture
/// @param centreY of it, to the north
record MapView(double zoom, double centreX, double centreY) {
  /// The closest look.
  static final double MOST = 12;

  private static final double TOP = Projection.y(Projection.NORTH);
  private static final double BOTTOM = Projection.y(Projection.SOUTH);
  private static final double MARGIN = 1.03;

  /// The whole world. Its middle lies east of Greenwich, so that the Pacific is what is cut.
  static final MapView WORLD = new MapView(1, 0, (TOP + BOTTOM) / 2);

  /// Pixels per unit of the plane.
  double scale(double width, double height) {
    double fit =
        Math.min(width / (2 * Projection.HALF_WIDTH * MARGIN), height / ((TOP - BOTTOM) * MARGIN));
    return fit * zoom;
  }

  double pixelX(double x, double width, double height) {
    return width / 2 + (x - centreX) * scale(width, height);
  }

  double pixelY(double y, double width, double height) {
    return height / 2 - (y - centreY) * scale(width, height);
  }

  /// Zoomed by `factor` with the point under the pixel staying where it is.
  MapView zoomed(double factor, double pixelX, double pixelY, double width, double height) {
    double next = Math.max(1, Math.min(MOST, zoom * factor));
    double before = scale(width, height);
    double after = before / zoom * next;
    double planeX = centreX + (pixelX - width / 2) / before;
    double planeY = centreY - (pixelY - height / 2) / before;
    return new MapView(
            next, planeX - (pixelX - width / 2) / after, planeY + (pixelY - height / 2) / after)
        .kept(width, height);
  }

  /// Moved by so many pixels.
  MapView dragged(double pixelsX, double pixelsY, double width, double height) {
    double scale = scale(width, height);
    return new MapView(zoom, centreX - pixelsX / scale, centreY + pixelsY / scale)
        .kept(width, height);
  }

  /// The same look with no more sea around the world than at zoom 1.
  private MapView kept(double width, double height) {
    double scale = scale(width, height);
    double spareX = Math.max(0, Projection.HALF_WIDTH * MARGIN - width / 2 / scale);
    double middleY = (TOP + BOTTOM) / 2;
    double spareY = Math.max(0, (TOP - BOTTOM) / 2 * MARGIN - height / 2 / scale);
    return new MapView(
        zoom,
        Math.max(-spareX, Math.min(spareX, centreX)),
        Math.max(middleY - spareY, Math.min(middleY + spareY, centreY)));
  }
}
