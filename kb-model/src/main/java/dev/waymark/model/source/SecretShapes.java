package dev.waymark.model.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * The secrets that can be known by their form. Tokens are those whose issuers document a prefix or
 * a mark within them, made so that scanners find them; the others are known by the name in front.
 */
final class SecretShapes {
  private static final List<SecretShape> PRIVATE_KEYS =
      List.of(
          SecretShape.anywhere(
              "private key",
              "-----begin",
              "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                  + "(?:[\\s\\S]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                  + "|[A-Za-z0-9+/=\\s\\\\]*)"),
          SecretShape.anywhere(
              "private key",
              "putty-user-key-file",
              "PuTTY-User-Key-File-\\d[\\s\\S]{0,20000}?Private-(?:MAC|Hash): [0-9a-f]+"),
          SecretShape.token("private key", "age-secret-key-1", "AGE-SECRET-KEY-1[A-Z0-9]{58}"));

  /**
   * The letters within these are the marks of Azure's common annotated security keys, see
   * https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key and its siblings.
   */
  private static final List<SecretShape> AZURE =
      List.of(
          SecretShape.valued(
              "shared access key", "\\bSharedAccessKey=", "[A-Za-z0-9+/=]{8,}", "sharedaccesskey"),
          SecretShape.valued(
              "storage account key", "\\bAccountKey=", "[A-Za-z0-9+/=]{8,}", "accountkey"),
          SecretShape.valued("shared access signature", "\\bsig=", "[A-Za-z0-9%+/]{20,}=*", "sig="),
          SecretShape.token(
                  "client secret of Entra ID",
                  "q~",
                  "[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}")
              .clueAt(4),
          SecretShape.anywhere(
                  "Azure key", "==", "(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==(?![A-Za-z0-9=])")
              .clueAt(86),
          SecretShape.token("Azure key", "azfu", "[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]=*")
              .clueAt(44),
          SecretShape.token("Azure key", "azse", "[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}").clueAt(42),
          SecretShape.token(
                  "Azure key",
                  List.of("+asb", "+aeh", "+arm", "aiot", "azca"),
                  "[A-Za-z0-9+/]{33}(?:\\+(?:ASb|AEh|ARm)|AIoT|AzCa)[A-Za-z0-9+/]{5,7}=")
              .clueAt(33),
          SecretShape.token("Azure key", "+acr", "[A-Za-z0-9+/]{42}\\+ACR[A-D][A-Za-z0-9]{5}")
              .clueAt(42),
          SecretShape.token("Azure DevOps token", "azdo", "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}")
              .clueAt(76),
          SecretShape.token(
              "address of a Teams web hook",
              "https://",
              "https://[a-z0-9-]+\\.webhook\\.office\\.com/[^\\s\"'<>)]+"));

  private static final List<SecretShape> TOKENS =
      List.of(
          SecretShape.token(
              "GitHub token",
              List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
              "gh[pousr]_[A-Za-z0-9]{30,255}"),
          SecretShape.token("GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{22,255}"),
          SecretShape.token(
              "GitLab token",
              "gl",
              "gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[A-Za-z0-9_.-]{20,}"),
          SecretShape.token("GitLab token", "gr1348941", "GR1348941[A-Za-z0-9_-]{20,}"),
          SecretShape.token("Bitbucket token", "atbb", "ATBB[A-Za-z0-9_=]{24,}"),
          SecretShape.token("Atlassian token", "atatt3", "ATATT3[A-Za-z0-9_=-]{60,}"),
          SecretShape.token(
              "AWS access key",
              List.of("akia", "asia", "abia", "acca"),
              "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),
          SecretShape.token("Google API key", "aiza", "AIza[A-Za-z0-9_-]{35}"),
          SecretShape.token("Google OAuth secret", "gocspx-", "GOCSPX-[A-Za-z0-9_-]{28}"),
          SecretShape.token("Google OAuth token", "ya29.", "ya29\\.[A-Za-z0-9_-]{20,}"),
          SecretShape.token("Slack token", "xox", "xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}"),
          SecretShape.token("Slack token", "xapp-", "xapp-[0-9]-[A-Za-z0-9-]{10,}"),
          SecretShape.token(
              "address of a Slack web hook",
              "https://",
              "https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{20,}"),
          SecretShape.token(
              "address of a Discord web hook",
              "https://",
              "https://(?:\\w+\\.)?discord(?:app)?\\.com/api/webhooks/[0-9]+/[A-Za-z0-9_-]{20,}"),
          SecretShape.token("Telegram token", ":aa", "[0-9]{8,10}:AA[A-Za-z0-9_-]{32,34}")
              .clueAt(8, 10),
          SecretShape.token("npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
          SecretShape.token("PyPI token", "pypi-", "pypi-[A-Za-z0-9_-]{50,}"),
          SecretShape.token("NuGet key", "oy2", "oy2[a-z0-9]{43}"),
          SecretShape.token("RubyGems key", "rubygems_", "rubygems_[a-f0-9]{48}"),
          SecretShape.token("Docker token", "dckr_", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}"),
          SecretShape.token("JFrog key", "akcp", "AKCp[A-Za-z0-9]{60,}"),
          SecretShape.token("SonarQube token", "sq", "sq[apu]_[a-f0-9]{40}"),
          SecretShape.token(
              "Stripe key", List.of("sk_", "rk_"), "[rs]k_(?:live|test|prod)_[A-Za-z0-9]{10,}"),
          SecretShape.token("Stripe secret", "whsec_", "whsec_[A-Za-z0-9+/=]{24,}"),
          SecretShape.token("Square token", "sq0", "sq0(?:atp|csp)-[A-Za-z0-9_-]{22,}"),
          SecretShape.token("Shopify token", "shp", "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"),
          SecretShape.token(
              "SendGrid key", "sg.", "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}"),
          SecretShape.token("Mailgun key", "key-", "key-[a-f0-9]{32}"),
          SecretShape.token("Mailchimp key", "-us", "[a-f0-9]{32}-us[0-9]{1,2}").clueAt(32),
          SecretShape.token("Twilio key", "sk", "SK[a-f0-9]{32}"),
          SecretShape.token(
              "OpenAI key",
              "sk-",
              "sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})"),
          SecretShape.token("Anthropic key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{20,}"),
          SecretShape.token("Hugging Face token", "hf_", "hf_[A-Za-z]{30,40}"),
          SecretShape.token("Vault token", "hv", "hv[sbr]\\.[A-Za-z0-9_-]{24,}"),
          SecretShape.token(
                  "Terraform token", ".atlasv1.", "[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}")
              .clueAt(14),
          SecretShape.token("Databricks token", "dapi", "dapi[a-f0-9]{32}(?:-\\d)?"),
          SecretShape.token(
              "DigitalOcean token",
              List.of("doo_v1_", "dop_v1_", "dor_v1_"),
              "do[opr]_v1_[a-f0-9]{64}"),
          SecretShape.token("Grafana token", "gl", "gl(?:sa|c)_[A-Za-z0-9_=+/]{32,}"),
          SecretShape.token("New Relic key", "nra", "NRA[KL]-[A-Z0-9]{27}"),
          SecretShape.token(
              "Dynatrace token", "dt0", "dt0[a-z][0-9]{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
          SecretShape.token("Sentry token", "sntr", "sntr[yu]s?_[A-Za-z0-9_=+/]{32,}"),
          SecretShape.token(
              "PlanetScale secret", "pscale_", "pscale_(?:tkn|pw|oauth)_[\\w.=-]{32,}"),
          SecretShape.token("Supabase key", "sb", "sb(?:p|_secret)_[A-Za-z0-9_]{20,}"),
          SecretShape.token(
              "Doppler token", "dp.", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,}"),
          SecretShape.token("Linear key", "lin_", "lin_(?:api|oauth)_[A-Za-z0-9]{32,}"),
          SecretShape.token("Notion token", "ntn_", "ntn_[A-Za-z0-9]{40,}"),
          SecretShape.token("Figma token", "figd_", "figd_[A-Za-z0-9_-]{32,}"),
          SecretShape.token("Postman key", "pmak-", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
          SecretShape.token("Airtable token", "pat", "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}"),
          SecretShape.token("Pulumi token", "pul-", "pul-[a-f0-9]{40}"),
          SecretShape.token("CircleCI token", "ccipat_", "CCIPAT_[A-Za-z0-9_]{32,}"),
          SecretShape.token("Netlify token", "nfp_", "nfp_[A-Za-z0-9]{36,}"),
          SecretShape.token("Fly token", "fm2_", "fm2_[A-Za-z0-9+/=_-]{40,}"),
          SecretShape.token("1Password token", "ops_ey", "ops_ey[A-Za-z0-9_=-]{40,}"),
          SecretShape.token("Dropbox token", "sl.", "sl\\.[A-Za-z0-9_-]{60,}"),
          SecretShape.token(
              "JSON web token", "eyj", "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}"));

  /** A word for a secret with a value behind {@code =} or {@code :} that isn't a plain word. */
  private static final String ASSIGNED = "[\"']?\\s{0,3}(?:=(?![=~>])|:(?![:=/]))\\s{0,3}";

  private static final String NOT_A_WORD = "(?=[^\\s\"'`|;,&)]{0,200}[0-9!#^*+/~$])";

  private static final List<SecretShape> NAMED =
      List.of(
          SecretShape.named(
              "password",
              "--FLAG(?:password|passwd|pwd|client-secret|token|passphrase)VALUE",
              "--"),
          SecretShape.named(
              "key",
              "--FLAG(?:account|api|access|shared|storage|subscription|master|function)-keyVALUE",
              "--"),
          SecretShape.named("key", "--FLAG(?:sas-token|secret-key|secret-access-key)VALUE", "--"),
          SecretShape.named(
                  "authorization header",
                  "\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:basic|bearer|token|digest)\\s+",
                  "authorization")
              .clueAt(0, "proxy-".length()),
          SecretShape.valued(
              "password",
              "\\bbasic\\s+",
              "(?=[A-Za-z0-9+/]{0,200}[0-9A-Z])[A-Za-z0-9+/]{12,}={1,2}",
              "basic"),
          SecretShape.named(
              "key",
              "\\b(?:ocp-apim-subscription-key|x-functions-key|x-api-key|api-key|private-token"
                  + "|x-auth-token|x-vault-token|aeg-sas-key)[\"']?\\s*[:=]\\s*[\"']?",
              "ocp-apim-subscription-key",
              "x-functions-key",
              "x-api-key",
              "api-key",
              "private-token",
              "x-auth-token",
              "x-vault-token",
              "aeg-sas-key"),
          SecretShape.valued(
                  "key in an address",
                  "[?&](?:code|key|api[-_]?key|subscription-key|access_token|token|client_secret|password"
                      + "|secret)=",
                  "(?=[^&#\\s\"'<>]{0,200}[0-9A-Z])[A-Za-z0-9%_.~/+=-]{16,}",
                  "code=",
                  "key=",
                  "token=",
                  "client_secret=",
                  "password=",
                  "secret=")
              .clueAt(1, "?subscription-".length()),
          SecretShape.named(
                  "password",
                  "(?-i)\\b(?:[A-Z][A-Z0-9]{0,40}_){0,8}(?:PASSWORD|PGPASSWORD|MYSQL_PWD|SECRET|TOKEN"
                      + "|API_KEY|ACCESS_KEY|ACCOUNT_KEY)=[\"']?",
                  "password=",
                  "mysql_pwd=",
                  "secret=",
                  "token=",
                  "api_key=",
                  "access_key=",
                  "account_key=")
              .clueAt(0, 8 * 42 + "PG".length()),
          SecretShape.valued(
                  "password",
                  "(?<![a-z$({<])(?:[a-z]{1,20}[-_.]?)?(?:password|passwd|pwd|passphrase)"
                      + ASSIGNED,
                  NOT_A_WORD + "[^\\s\"'`|;,&)]{5,}",
                  "password",
                  "passwd",
                  "pwd",
                  "passphrase")
              .clueAt(0, 21),
          SecretShape.valued(
                  "key",
                  "(?<![a-z$({<])(?:[a-z]{1,20}[-_.]?)?(?:secret|token|api[-_]?key|access[-_]?key"
                      + "|secret[-_]?key|account[-_]?key|private[-_]?key|subscription[-_]?key"
                      + "|client[-_]?secret|credential)"
                      + ASSIGNED,
                  "(?=[^\\s\"'`|;,&)]{0,200}[0-9])(?=[^\\s\"'`|;,&)]{0,200}[A-Za-z])"
                      + "[A-Za-z0-9!%+/_.~=-]{8,}",
                  "secret",
                  "token",
                  "key",
                  "credential")
              .clueAt(0, 21 + "subscription-".length()),
          SecretShape.named(
              "password",
              "\\b(?:user ?id|uid|user(?:name)?|login|server|data source|host)\\s*=[^;\\n"
                  + "\"']{0,200};(?:[^;\\n"
                  + "\"']{0,200};){0,20}?\\s*(?:password|pwd)\\s*=\\s*",
              "user",
              "uid",
              "login",
              "server",
              "data source",
              "host"),
          SecretShape.named(
              "password in an address",
              "(?-i)://[^\\s/:@\"'<>]{0,100}:(?=[^\\s/@\"']{1,200}@)",
              "://"),
          SecretShape.named(
              "password",
              "\\b(?:curl|wget|http)ARGUMENTS(?:-u|--user)\\s+[\"']?[^\\s:\"']{1,100}:",
              "curl",
              "wget",
              "http"),
          SecretShape.named(
              "password",
              "\\b(?:mysql|mysqldump|mysqladmin|mariadb)ARGUMENTS-p(?=\\S)",
              "mysql",
              "mariadb"),
          SecretShape.named("password", "(?-i)\\b(?:sqlcmd|bcp)ARGUMENTS-P\\s*", "sqlcmd", "bcp"),
          SecretShape.named("password", "(?-i)\\bdocker loginARGUMENTS-p\\s+", "docker login"),
          SecretShape.named(
              "password", "(?-i)\\bredis-cliARGUMENTS(?:-a|--pass)\\s+", "redis-cli"));

  /** In the order in which a secret that several of them know gets its name. */
  static final List<SecretShape> ALL =
      Stream.of(PRIVATE_KEYS, AZURE, TOKENS, NAMED).flatMap(List::stream).toList();

  private SecretShapes() {}
}
