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
public record Resource(
    ResourceKey key,
    String name,
    String product,
    String category,
    int number,
    int productNumber,
    boolean internal,
    boolean storefront) {}
