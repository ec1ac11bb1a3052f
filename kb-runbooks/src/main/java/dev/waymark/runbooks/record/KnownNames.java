package dev.waymark.runbooks.record;

/** What sentences call an entry and a person, whom the record knows by id and account. */
public interface KnownNames {
  /** As the record does. */
  KnownNames AS_RECORDED =
      new KnownNames() {
        @Override
        public String entry(String id) {
          return id;
        }

        @Override
        public String person(String account) {
          return account;
        }
      };

  String entry(String id);

  String person(String account);
}
