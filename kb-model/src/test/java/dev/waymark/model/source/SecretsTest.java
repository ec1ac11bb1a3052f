package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final SecretClues CLUES = new SecretClues(SecretShapes.ALL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "nothing to see in password=${password} → nothing to see in password=${password}",
        "AccountKey=abcdefghijklmnopqrstuvwxyz0123==;Other=1 → AccountKey=(secret removed: storage"
            + " account key);Other=1",
        "https://a/b?sv=1&sig=abcdefghijklmnopqrstuvwxyz%3D → https://a/b?sv=1&sig=(secret removed:"
            + " shared access signature)",
        "Bearer eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM.SflKxwRJSMeKKF2QT → Bearer (secret removed: JSON"
            + " web token)",
        "client_secret: 'x8Q~abcdefghij' and api-key=abcdefghij0 → client_secret: '(secret removed:"
            + " key)' and api-key=(secret removed: key)",
        "-----BEGIN RSA PRIVATE KEY----- MIIEow/+= -----END RSA PRIVATE KEY----- end → (secret"
            + " removed: private key) end",
        "cut off: -----BEGIN PRIVATE KEY----- MIIEow/+= → cut off: (secret removed: private key)"
      })
  void areRemoved(String text, String clean) {
    assertThat(Secrets.removed(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          az login --service-principal -u a --password Vq8x0pLm2     ¦ Vq8x0pLm2
          az storage blob list --account-key=c2VjcmV0c2VjcmV0Cg==    ¦ c2VjcmV0c2VjcmV0Cg==
          az sql server create --admin-password 'S3cret-Word'        ¦ S3cret-Word
          gh auth --token abcd1234efgh                               ¦ abcd1234efgh
          Authorization: Basic dXNlcjpwYXNz                          ¦ dXNlcjpwYXNz
          curl -H "Authorization: Bearer abcdef123456" https://a     ¦ abcdef123456
          Ocp-Apim-Subscription-Key: 0123456789abcdef0123456789abcdef ¦ 0123456789abcdef0123456789abcdef
          curl -H 'x-functions-key: Zm9vYmFyYmF6' https://a          ¦ Zm9vYmFyYmF6
          psql postgresql://app:hunter22@db.example/shop             ¦ hunter22
          amqps://svc:p4ssw0rd!@mq.example:5671                      ¦ p4ssw0rd!
          Server=db;User Id=app;Password=Winter24;Encrypt=true       ¦ Winter24
          Host=db;Username=app;Pwd=Winter24                          ¦ Winter24
          export PGPASSWORD=hunter22                                 ¦ hunter22
          DB_PASSWORD="hunter22" ./run                               ¦ hunter22
          curl -u admin:hunter22 https://a.example                   ¦ hunter22
          mysql -u root -phunter22 shop                              ¦ hunter22
          redis-cli -h cache -a hunter22 ping                        ¦ hunter22
          sqlcmd -S db -U sa -P Pa$$w0rd12 -Q "select 1"             ¦ Pa$$w0rd12
          slack --token xoxb-1234567890                              ¦ xoxb-1234567890
          """)
  void findsSecretsByTheirNames(String text, String secret) {
    assertThat(Secrets.find(text))
        .extracting(found -> text.substring(found.span().start(), found.span().end()))
        .containsExactly(secret);
    assertThat(Secrets.removed(text)).doesNotContain(secret);
  }

  /** Written in pieces, so that no scanner takes this file for one with secrets. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          ghp_·A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8                          ¦ GitHub token
          github_pat_·11ABCDEFG0a1b2c3d4e5f6_g7h8i9j0k1l2m3n4o5p6q7r8s9t0     ¦ GitHub token
          glpat-·a1B2c3D4e5F6g7H8i9J0                                        ¦ GitLab token
          AKIA·IOSFODNN7EXAMPLQ                                              ¦ AWS access key
          AIza·SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q                           ¦ Google API key
          xoxb-·123456789012-abcdefABCDEF                                    ¦ Slack token
          https://hooks.slack.com/·services/T00000000/B00000000/abcdefghijkl ¦ address of a Slack web hook
          npm_·A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8                          ¦ npm token
          sk_live_·a1b2c3d4e5f6g7h8                                          ¦ Stripe key
          SG.·a1b2c3d4e5f6g7h8i9j0k1.·a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9 ¦ SendGrid key
          sk-ant-·api03-a1b2c3d4e5f6g7h8i9j0                                 ¦ Anthropic key
          hvs.·CAESIa1b2c3d4e5f6g7h8i9j0k1l2                                 ¦ Vault token
          dapi·0123456789abcdef0123456789abcdef                              ¦ Databricks token
          a1B·8Q~·abcdefghijklmnopqrstuvwxyzABCDEF12                          ¦ client secret of Entra ID
          1234567890:AA·abcdefghijklmnopqrstuvwxyzABCDEFG                    ¦ Telegram token
          """)
  void knowsTheTokensOfIssuers(String pieces, String kind) {
    String token = pieces.replace("·", "");
    for (String text :
        List.of(token, "it said " + token + ", then", "{\"key\":\"" + token + "\"}")) {
      assertThat(Secrets.find(text)).extracting(Secret::kind).as(text).contains(kind);
      assertThat(Secrets.removed(text)).as(text).doesNotContain(token.substring(8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          Password=Pwd!1                                        ¦ Pwd!1
          Endpoint=sb://a.example/;SharedAccessKey=c2VjcmV0MTI= ¦ c2VjcmV0MTI=
          token=ab12cd34ef56                                    ¦ ab12cd34ef56
          secret: ab12cd34ef56                                  ¦ ab12cd34ef56
          "apiKey": "ab12cd34ef56"                              ¦ ab12cd34ef56
          db.password = Winter24                                ¦ Winter24
          https://a.example/api/f?code=a1B2c3D4e5F6g7H8i9J0==   ¦ a1B2c3D4e5F6g7H8i9J0==
          https://a.example/?access_token=a1B2c3D4e5F6g7H8i9J0  ¦ a1B2c3D4e5F6g7H8i9J0
          Basic dXNlcjpwYXNzd29yZA==                            ¦ dXNlcjpwYXNzd29yZA==
          """)
  void knowsValuesByTheirNames(String text, String secret) {
    assertThat(Secrets.find(text))
        .extracting(found -> text.substring(found.span().start(), found.span().end()))
        .containsExactly(secret);
  }

  /**
   * Clues only make the search quick: what the patterns find without them is found with them. Asked
   * of texts that the patterns describe, whole and mutilated.
   */
  @Test
  void findsWhatThePatternsFindWithoutClues() {
    Random random = new Random(7);
    PatternSamples samples = new PatternSamples(7);
    Map<SecretShape, Integer> matches = new HashMap<>();
    for (int i = 0; i < 8 * SecretShapes.ALL.size(); i++) {
      SecretShape shape = SecretShapes.ALL.get(i % SecretShapes.ALL.size());
      String sample = samples.of(shape.pattern().pattern());
      int cut = random.nextInt(sample.length() + 1);
      for (String text :
          List.of(
              sample,
              "it said \"" + sample + "\", then",
              sample + "@a.example",
              sample.toLowerCase(Locale.ROOT),
              sample.toUpperCase(Locale.ROOT),
              sample.substring(cut),
              sample.substring(0, cut) + sample)) {
        List<Secret> withoutClues = new ArrayList<>();
        SecretShapes.ALL.forEach(
            each -> {
              Matcher matcher = each.pattern().matcher(text);
              while (matcher.find()) {
                matches.merge(each, 1, Integer::sum);
                if (each.certain() || !SecretSearch.isPlaceholder(matcher.group("secret"))) {
                  withoutClues.add(
                      new Secret(
                          each.kind(),
                          new SourceSpan(matcher.start("secret"), matcher.end("secret"))));
                }
              }
            });
        assertThat(CLUES.find(text)).as(text).isEqualTo(withoutClues);
      }
    }
    assertThat(matches.keySet()).as("met").containsAll(SecretShapes.ALL);
  }

  @Test
  void tellsWhereSomethingWasRemoved() {
    String clean = Secrets.removed("first\nPassword=Pwd!1 and token=ab12cd34ef56\nlast");

    assertThat(Secrets.marks(clean))
        .containsExactly(new Secrets.Removed(2, "password"), new Secrets.Removed(2, "key"));
  }

  @Test
  void takesTheNameOfAFieldIntoAccount() {
    assertThat(Secrets.removed("password", "Pwd!1")).isEqualTo("(secret removed: password)");
    assertThat(Secrets.removed("status", "Pwd!1")).isEqualTo("Pwd!1");
  }

  @Test
  void aLongTextTakesNoLongerThanItsLength() {
    String text = "password=password=://a:b c@key:token=".repeat(30_000);

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.find(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "az login --password $PASSWORD",
        "az login --password \"$PASSWORD\"",
        "az login --password ${password}",
        "az login --password <password>",
        "az login --password '<your password>'",
        "az login --password ***",
        "az login --password MY_PASSWORD",
        "az login --password=%PASSWORD%",
        "az login --password @secret.txt",
        "az login --password your-password",
        "az storage blob list --account-key $(az storage account keys list)",
        "az keyvault secret show --name db-password",
        "az keyvault key show --key-name orders",
        "kubectl get secret orders --token-ttl 5m",
        "Authorization: Bearer <token>",
        "Authorization: Bearer ${token}",
        "Authorization: Basic $BASIC",
        "Ocp-Apim-Subscription-Key: {key}",
        "the header Authorization: Bearer is missing",
        "postgresql://app:${password}@db.example/shop",
        "postgresql://user:password@db.example/shop",
        "postgresql://app:***@db.example/shop",
        "https://a.example:8443/path@v1",
        "http://localhost:8080/@me",
        "Server=db;User Id=app;Password=<password>;",
        "export PGPASSWORD=$(az keyvault secret show)",
        "TOKEN=...",
        "The password: it is wrong. Use --password to give one.",
        "mysql -u root -p shop",
        "curl -u admin:$PASS https://a.example",
        "psql -h db -p 5432 -U app",
        "redis-cli -h cache -p 6379 -a $PASS ping",
        "where token == 'abc12345678'",
        "the token: it expired on 2026-11-20",
        "key: expired",
        "| summarize by Key=tostring(row)",
        "password: none, since 2024 it's a managed identity",
        "status code=4041",
        "a hash 0123456789abcdef0123456789abcdef01234567",
      })
  void leavesPlaceholdersAlone(String text) {
    assertThat(Secrets.find(text)).isEmpty();
  }
}
