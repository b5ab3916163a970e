package io.counterfoil.core.role;

/// Something that a role may grant access to.
///
/// @param name what people call it; not unique
/// @param product the product that it belongs to
/// @param category how its product files it; not reliable enough to match on
/// @param number its number in License Manager, 0 where it has none
/// @param productNumber its product's number in License Manager, 0 where it has none
/// @param internal whether it stands only in the internal list
/// @param storefront whether it belongs to shoppers' roles rather than to License Manager
/// @param custom whether this deployment added it; it outlives imports of catalogues
public record Resource(
    ResourceKey key,
    String name,
    String product,
    String category,
    int number,
    int productNumber,
    boolean internal,
    boolean storefront,
    boolean custom) {

  /// The longest name, product and category, in characters.
  public static final int LONGEST_TEXT = 200;

  /// One of a catalogue's own.
  public Resource(
      ResourceKey key,
      String name,
      String product,
      String category,
      int number,
      int productNumber,
      boolean internal,
      boolean storefront) {
    this(key, name, product, category, number, productNumber, internal, storefront, false);
  }

  /// One that this deployment adds.
  ///
  /// @throws IllegalArgumentException if a text is blank where it must not be, or too long
  public static Resource custom(ResourceKey key, String name, String product, String category) {
    return new Resource(
        key,
        text("name", name, 1),
        text("product", product, 1),
        text("category", category, 0),
        0,
        0,
        false,
        false,
        true);
  }

  private static String text(String what, String value, int least) {
    String text = value.strip();
    if (text.length() < least || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          what
              + ": "
              + text.length()
              + " characters (expected: "
              + least
              + " to "
              + LONGEST_TEXT
              + ")");
    }
    return text;
  }
}
