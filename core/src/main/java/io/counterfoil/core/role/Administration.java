package io.counterfoil.core.role;

import java.util.List;

/// The resources of License Manager that this server's own administration asks for. Every catalogue
/// has them, whatever else it describes.
public final class Administration {
  public static final ResourceKey VIEW_API_KEYS = new ResourceKey("ViewApiKeys");
  public static final ResourceKey EDIT_API_KEYS = new ResourceKey("EditApiKeys");
  public static final ResourceKey RENEW_API_TOKEN = new ResourceKey("RenewApiToken");
  public static final ResourceKey EDIT_API_KEYS_SETTINGS = new ResourceKey("EditApiKeysSettings");
  public static final ResourceKey SAVE_USER = new ResourceKey("Save_User");
  public static final ResourceKey REMOVE_USER = new ResourceKey("Remove_User");
  public static final ResourceKey FIND_USER = new ResourceKey("Get_User_By_Identifier");
  public static final ResourceKey LIST_USERS = new ResourceKey("Get_Users_Paged");
  public static final ResourceKey VIEW_ADMIN_USERS = new ResourceKey("ViewAdminUsers");
  public static final ResourceKey EDIT_ADMIN_USERS = new ResourceKey("EditAdminUsers");
  public static final ResourceKey LIST_ROLES = new ResourceKey("Get_Roles_Paged");
  public static final ResourceKey CREATE_ROLE = new ResourceKey("Create_Role");
  public static final ResourceKey VIEW_ACCOUNT = new ResourceKey("Get_Account_By_Identifier");
  public static final ResourceKey SAVE_ACCOUNT = new ResourceKey("Save_Account");
  public static final ResourceKey VIEW_AUDIT = new ResourceKey("view_metrics");

  private static final String PRODUCT = "License Manager";
  private static final String SERVICES = "Services access control";
  private static final String KEYS = "API Key Management";
  private static final String USERS = "Admin User Management";

  private static final List<Resource> ALL =
      List.of(
          of(VIEW_API_KEYS, "View API keys", KEYS, 2042457),
          of(EDIT_API_KEYS, "Edit API keys", KEYS, 2042458),
          of(RENEW_API_TOKEN, "Renew API Token", KEYS, 2042467),
          of(EDIT_API_KEYS_SETTINGS, "Edit API keys settings", KEYS, 2042466),
          of(SAVE_USER, "Save user", SERVICES, 1074),
          of(REMOVE_USER, "Remove user", SERVICES, 1075),
          of(FIND_USER, "Find user by email", SERVICES, 1070),
          of(LIST_USERS, "Get paged users", SERVICES, 1179),
          of(VIEW_ADMIN_USERS, "View Admin Users", USERS, 2099311),
          of(EDIT_ADMIN_USERS, "Edit Admin Users", USERS, 2099310),
          of(LIST_ROLES, "Get paged roles", SERVICES, 1178),
          of(CREATE_ROLE, "Save access profile", SERVICES, 1083),
          of(VIEW_ACCOUNT, "Get account by identifier", SERVICES, 1064),
          of(SAVE_ACCOUNT, "Save account", SERVICES, 1057),
          new Resource(
              VIEW_AUDIT, "Insights Metrics", "Insights", "Analysis", 129814, 57, false, false));

  private Administration() {}

  /// Each of them.
  public static List<Resource> resources() {
    return ALL;
  }

  private static Resource of(ResourceKey key, String name, String category, int number) {
    return new Resource(key, name, PRODUCT, category, number, 1, false, false);
  }
}
