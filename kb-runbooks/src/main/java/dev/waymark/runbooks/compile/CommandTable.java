package dev.waymark.runbooks.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of programs: which only read, and with which sub-commands others do. */
final class CommandTable {
  /** Programs that only read, whatever their arguments. */
  static final Set<String> READERS =
      words(
          """
          arp awk base64 basename blkid case cat cd cmp coredumpctl cut date df diff dig dir dirname dmesg
          declare dnstap du echo egrep ethtool export false fgrep file findmnt findstr for free
          function getent grep head
          hexdump history host hostname htop id ifconfig iostat iotop ipconfig jobs journalctl jq
          last less let local ls lsblk lscpu lsmod lsof man md5sum more mountpoint mpstat mtr nc netstat nl
          nproc nslookup nvidia-smi od openssl paste pathping pgrep pidstat ping printenv printf
          promtool ps pstree pwd quser read readlink realpath rem return rg route sar select seq set sha256sum sleep sort
          ss stat strings systemctl-analyze systemd-analyze systeminfo tail tasklist tcpdump
          telnet test time top tr tracepath traceroute tracert tree true tshark type uname uniq
          unset uptime vmstat w wc where whereis which who whoami xxd yq zcat zgrep
          """);

  /** Programs that change something, whatever their arguments. */
  static final Set<String> CHANGERS =
      words(
          """
          ansible ansible-playbook apt apt-get apk brew chef-client chgrp chmod chown dd del dnf erase
          fdisk fsck groupadd halt iisreset init insmod install kill killall make mkfs mkswap modprobe
          mount msiexec mv parted passwd pip pip3 pkill poweroff puppet rd reboot rm rmdir rmmod
          setx shred shutdown swapoff swapon taskkill tee truncate umount useradd userdel usermod
          wipefs yum zypper
          """);

  /** Programs that begin another command. */
  static final Map<String, Set<String>> WRAPPERS =
      Map.ofEntries(
          Map.entry("sudo", Set.of("-u", "-g", "-U", "-h", "-p", "-C")),
          Map.entry("doas", Set.of("-u")),
          Map.entry("env", Set.of("-u", "-C")),
          Map.entry("nohup", Set.of()),
          Map.entry("nice", Set.of("-n")),
          Map.entry("ionice", Set.of("-c", "-n")),
          Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
          Map.entry("timeout", Set.of("-s", "-k")),
          Map.entry("watch", Set.of("-n", "--interval")),
          Map.entry("eval", Set.of()),
          Map.entry("setsid", Set.of()),
          Map.entry("xargs", Set.of("-n", "-I", "-P", "-L", "-d")),
          Map.entry("exec", Set.of()),
          Map.entry("time", Set.of()),
          Map.entry("chroot", Set.of()),
          Map.entry("nsenter", Set.of("-t", "--target")));

  /** Sub-commands that only read; behind a colon those of a sub-command that has both kinds. */
  private static final Map<String, Map<String, Set<String>>> READING = new HashMap<>();

  /** Flags that stand before a sub-command and take a value. */
  static final Set<String> VALUE_FLAGS =
      Set.of(
          "-n",
          "--namespace",
          "--context",
          "--kubeconfig",
          "--cluster",
          "--user",
          "-s",
          "--server",
          "--as",
          "--kube-context",
          "-H",
          "--host",
          "-C",
          "--endpoints",
          "--cacert",
          "--cert",
          "--key",
          "-p",
          "--vhost",
          "-f",
          "--file",
          "-c",
          "--config",
          "--token",
          "--request-timeout",
          "--as-group",
          "--profile",
          "--project-name",
          "--project-directory",
          "--env-file");

  /** Flags of ssh that take a value. */
  static final Set<String> SSH_VALUE_FLAGS =
      words("-B -b -c -D -E -e -F -I -i -J -L -l -m -o -p -Q -R -S -W -w");

  /** What changes the rules of {@code iptables}. */
  static final Set<String> CHANGING_IPTABLES =
      words(
          """
          -A --append -D --delete -I --insert -R --replace -F --flush -Z --zero -N --new-chain
          -X --delete-chain -P --policy -E --rename-chain
          """);

  /** What changes the rules of {@code nft}. */
  static final Set<String> CHANGING_NFT =
      words("add create delete destroy flush insert replace rename reset -f --file");

  /** Words that change something in tools of networks and services, beside the verbs below. */
  static final Map<String, Set<String>> CHANGING_NETWORK =
      Map.of(
          "netsh", Set.of("reload", "del", "flush"),
          "net", Set.of("pause", "continue"),
          "reg", Set.of("copy", "load", "unload", "save"),
          "sc", Set.of("config", "failure", "pause", "continue", "control"),
          "ip", Set.of("append", "change", "del", "flush", "prepend", "replace"),
          "nmcli", Set.of("connect", "disconnect", "down", "modify", "reload", "up"),
          "service", Set.of("reload", "force-reload"));

  /** Verbs that change something in every program that has them. */
  static final Set<String> CHANGING_VERBS =
      words(
          """
          add apply approve assign attach cancel clear create deallocate delete deploy detach disable
          enable failover import install invoke kill move patch purge put reboot recover redeploy
          regenerate reimage remove renew reset resize restart restore revoke rm rollback rotate
          scale set start stop swap sync terminate uninstall unlock update upgrade upload
          """);

  /** More of them, which elsewhere may be names. */
  static final Set<String> MORE_CHANGING_VERBS =
      words(
          """
          annotate autoscale commit compact cordon cp debug defrag delete_user destroy down drain edit
          exec expose expire fail force-unlock join label leave load migrate modify pause prune
          publish push put reconcile reload replace resume run save suspend taint tag uncordon undo
          unpause untaint up write
          """);

  static {
    reading(
        "kubectl",
        "api-resources api-versions auth:can-i,whoami certificate:list cluster-info completion"
            + " config describe diff events explain get kustomize logs options plugin port-forward"
            + " proxy rollout:history,status top version wait whoami");
    reading(
        "oc",
        "adm:inspect,must-gather,node-logs,top api-resources api-versions auth:can-i,whoami"
            + " cluster-info completion config describe diff events explain extract get help login"
            + " logout logs observe options plugin port-forward project projects proxy"
            + " rollout:history,status status top version wait whoami");
    reading(
        "helm",
        "completion dependency diff env get help history lint list ls plugin pull repo search show"
            + " status template verify version");
    reading(
        "docker",
        "compose:config,images,logs,ls,ps,top,version container:inspect,list,logs,ls,stats,top"
            + " context diff events history login image:history,inspect,list,ls images info inspect"
            + " logs manifest network:inspect,list,ls node:inspect,list,ls,ps port ps search"
            + " service:inspect,list,logs,ls,ps stack:ls,ps,services stats system:df,events,info"
            + " top version volume:inspect,list,ls");
    copy("docker", "podman", "nerdctl");
    reading("docker-compose", "config images logs ls ps top version");
    reading(
        "crictl",
        "images imagefsinfo info inspect inspecti inspectp logs pods ps stats statsp version");
    reading(
        "terraform",
        "console fmt get graph init metadata output plan providers show state:list,pull,show"
            + " validate version workspace:list,select,show");
    copy("terraform", "tofu", "terragrunt");
    reading(
        "systemctl",
        "cat get-default help is-active is-enabled is-failed is-system-running list-dependencies"
            + " list-jobs list-sockets list-timers list-unit-files list-units show show-environment"
            + " status");
    reading(
        "etcdctl",
        "alarm:list check endpoint get lease:list,timetolive member:list role:get,list"
            + " snapshot:status user:get,list version watch");
    reading(
        "vault",
        "audit:list auth:list kv:get,list,metadata list login operator:members policy:list,read"
            + " print read secrets:list status token:lookup version");
    reading("consul", "catalog info kv:export,get members monitor operator validate version");
    reading(
        "nomad",
        "alloc:fs,logs,status job:history,inspect,plan,status node:status server:members"
            + " status version");
    reading(
        "argocd",
        "account app:diff,get,history,list,logs,manifests,resources,wait cluster:get,list context"
            + " login proj:get,list repo:get,list version");
    reading("flux", "check diff events export get logs stats trace tree version");
    reading("istioctl", "analyze authz describe pc proxy-config proxy-status ps version x");
    reading(
        "velero", "backup:describe,get,logs describe get logs restore:describe,get,logs version");
    reading(
        "git",
        "bisect blame branch cat-file checkout clone config describe diff fetch grep log ls-files"
            + " ls-remote ls-tree pull reflog remote rev-list rev-parse shortlog show stash status"
            + " tag");
    reading("pm2", "describe info list logs ls monit show status");
    reading("supervisorctl", "avail maintail pid status tail");
    reading("rabbitmq-diagnostics", "");
    reading(
        "nodetool",
        "compactionstats describecluster describering gcstats getendpoints gossipinfo info netstats"
            + " proxyhistograms ring status statusbinary tablestats toppartitions tpstats version");
  }

  /** Commands of Redis that only read; behind a colon what of them does more than read. */
  private static final Map<String, Set<String>> REDIS = new HashMap<>();

  /** Flags of redis-cli that take a value. */
  static final Set<String> REDIS_VALUE_FLAGS =
      words(
          """
          -h -p -t -s -a -u -r -i -n -d -D --user --pass --sni --cacert --cacertdir --cert --key
          --tls-ciphers --tls-ciphersuites --pattern --quoted-pattern --count --cursor --rdb
          --functions-rdb --lru-test --intrinsic-latency
          """);

  static {
    for (String command :
        words(
            """
            acl:deluser,load,save,setuser bitcount bitpos
            client:caching,kill,no-evict,no-touch,pause,reply,setinfo,setname,tracking,unblock,unpause
            cluster:addslots,addslotsrange,bumpepoch,delslots,delslotsrange,failover,flushslots,forget,meet,replicate,reset,saveconfig,set-config-epoch,setslot
            command config:resetstat,rewrite,set dbsize dump echo exists expiretime
            function:delete,flush,kill,load,restore geodist geohash geopos geosearch get getbit
            getrange hexists hget hgetall hkeys hlen hmget hrandfield hscan hstrlen hvals info keys
            lastsave latency:reset lindex llen lolwut lpos lrange memory:purge mget
            module:load,loadex,unload monitor object pexpiretime ping psubscribe pttl pubsub
            randomkey role scan scard script:debug,flush,kill,load sdiff
            sentinel:failover,flushconfig,monitor,remove,reset,set,simulate-failure sinter sintercard
            sismember slowlog:reset smembers smismember srandmember sscan strlen subscribe sunion
            time ttl type xinfo xlen xpending xrange xread xrevrange zcard zcount zdiff zinter
            zintercard zlexcount zmscore zrandmember zrange zrangebylex zrangebyscore zrank zrevrange
            zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion
            """)) {
      entry(command, REDIS);
    }
  }

  private CommandTable() {}

  /**
   * Whether a program's sub-command only reads; empty if the program isn't known.
   *
   * @param next the word behind the sub-command
   */
  static Optional<Boolean> reads(String program, String command, String next) {
    if (program.equals("rabbitmqctl") || program.equals("rabbitmq-diagnostics")) {
      return Optional.of(
          command.startsWith("list_")
              || Set.of("status", "cluster_status", "environment", "ping", "report", "version")
                  .contains(command)
              || program.equals("rabbitmq-diagnostics"));
    }
    return Optional.ofNullable(READING.get(program))
        .map(
            commands ->
                Optional.ofNullable(commands.get(command))
                    .map(inner -> inner.isEmpty() || inner.contains(next))
                    .orElse(false));
  }

  /** Whether the word behind a sub-command decides. */
  static boolean hasBothKinds(String program, String command) {
    return Optional.ofNullable(READING.get(program))
        .map(commands -> commands.get(command))
        .filter(inner -> !inner.isEmpty())
        .isPresent();
  }

  /**
   * Whether a command of Redis only reads.
   *
   * @param next the word behind it, which some commands are told apart by
   */
  static boolean redisReads(String command, String next) {
    Set<String> changing = REDIS.get(command.toLowerCase(Locale.ROOT));
    return changing != null && !changing.contains(next.toLowerCase(Locale.ROOT));
  }

  private static void reading(String program, String commands) {
    Map<String, Set<String>> table = new HashMap<>();
    for (String command : commands.split(" ")) {
      entry(command, table);
    }
    READING.put(program, table);
  }

  /** Adds {@code command} or {@code command:inner,inner}. */
  private static void entry(String command, Map<String, Set<String>> table) {
    int colon = command.indexOf(':');
    table.put(
        colon < 0 ? command : command.substring(0, colon),
        colon < 0 ? Set.of() : Set.of(command.substring(colon + 1).split(",")));
  }

  private static void copy(String program, String... others) {
    Arrays.stream(others).forEach(other -> READING.put(other, READING.get(program)));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
