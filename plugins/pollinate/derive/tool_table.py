# The table of tools: programs that write commits or are named in them, each with the addresses and
# accounts that are its own, and where these were seen. What isn't certain is left out: a person
# taken for a tool loses their credit. Names stand here only if nobody is called so, or if tools
# leave out the address; people are called Devin, Jules, Cody, Junie and Aider.
# One module, since it is one list.
# Must not know: identities, commits, what follows from being a tool.
"""List the tools that are known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTool:
    """A program by which it is known. In addresses and names `*` is anything, `#` a number."""

    name: str
    source: str
    """Its own documentation or code, or a public history or list in which it was seen."""
    addresses: tuple[str, ...] = ()
    """Whole addresses in small letters."""
    accounts: tuple[str, ...] = ()
    """Logins of GitHub accounts, in small letters, as they stand in no-reply addresses."""
    names: tuple[str, ...] = ()
    """Whole names in small letters, for identities without a personal address."""


AI: tuple[KnownTool, ...] = (
    KnownTool(
        name="Claude",
        addresses=("noreply@anthropic.com",),
        accounts=("claude[bot]", "anthropic-claude[bot]", "claude-code-action[bot]"),
        names=(
            "claude",
            "claude-code",
            "claude code*",
            "claude opus*",
            "claude sonnet*",
            "claude haiku*",
            "claude fable*",
        ),
        source="https://github.com/anthropics/claude-code/issues/29999",
    ),
    KnownTool(
        name="GitHub Copilot",
        addresses=("copilot@github.com",),
        accounts=(
            "copilot",
            "copilot[bot]",
            "copilot-swe-agent[bot]",
            "github-advanced-security[bot]",
        ),
        names=("copilot", "github copilot", "copilot-swe-agent*", "copilot autofix*"),
        source="https://github.com/microsoft/vscode/pull/309951",
    ),
    KnownTool(
        name="Cursor",
        addresses=("cursoragent@cursor.com",),
        accounts=("cursoragent", "cursor[bot]", "cursoragent[bot]"),
        names=("cursor", "cursor agent", "cursoragent"),
        source="https://forum.cursor.com/t/commit-attribution-opt-out-ignored/164034",
    ),
    KnownTool(
        name="Codex",
        addresses=("codex@openai.com", "noreply@openai.com"),
        accounts=("chatgpt-codex-connector[bot]", "openai-codex[bot]"),
        names=("codex", "openai codex", "codex cli"),
        source="https://github.com/openai/codex/pull/11617",
    ),
    KnownTool(
        name="aider",
        addresses=("aider@aider.chat", "noreply@aider.chat"),
        names=("aider (*)",),
        source="https://github.com/Aider-AI/aider/blob/main/aider/repo.py",
    ),
    KnownTool(
        name="Devin",
        accounts=("devin-ai-integration[bot]",),
        names=("devin ai", "devin-ai-integration*"),
        source="https://github.com/feast-dev/feast/commit/99f4004764",
    ),
    KnownTool(
        name="Jules",
        accounts=("google-labs-jules[bot]",),
        names=("google labs jules", "google jules", "google-labs-jules*"),
        source="https://github.com/google-labs-code/stitch-sdk/commit/389480d8fa",
    ),
    KnownTool(
        name="Gemini Code Assist",
        accounts=("gemini-code-assist[bot]",),
        names=("gemini code assist", "gemini-code-assist*"),
        source="https://github.com/firebase/firebase-ios-sdk/commit/8f858bd6cb",
    ),
    KnownTool(
        name="Gemini",
        addresses=("gemini-cli@google.com",),
        # Mostly with an address of Google's that is nobody's in particular.
        names=("gemini", "gemini cli", "gemini #*", "gemini-#*", "google gemini"),
        source="https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/services"
        "/gitService.ts",
    ),
    KnownTool(
        name="OpenHands",
        addresses=("openhands@all-hands.dev",),
        names=("openhands", "openhands-agent"),
        source="https://github.com/OpenHands/OpenHands/blob/main/src/services/settings.ts",
    ),
    KnownTool(
        name="Amp",
        addresses=("amp@ampcode.com",),
        source="https://github.com/jackin-project/jackin/pull/138",
    ),
    KnownTool(
        name="opencode",
        addresses=("noreply@opencode.ai",),
        accounts=("opencode-agent[bot]",),
        names=("opencode", "opencode-agent*"),
        source="https://github.com/RedHatProductSecurity/ai-guardian/commit/b62884bcb6",
    ),
    KnownTool(
        name="Crush",
        addresses=("crush@charm.land",),
        source="https://github.com/charmbracelet/crush/blob/main/internal/agent/tools/bash.go",
    ),
    KnownTool(
        name="Warp",
        addresses=("agent@warp.dev", "oz-agent@warp.dev"),
        names=("warp agent",),
        source="https://github.com/warpdotdev/warp/issues/9215",
    ),
    KnownTool(
        name="Droid",
        addresses=("droid@factory.ai",),
        accounts=("factory-droid[bot]",),
        names=("factory droid", "factory-droid*"),
        source="https://github.com/theammir/vibesigns.nvim/blob/main/README.md",
    ),
    KnownTool(
        name="Junie",
        addresses=("junie@jetbrains.com",),
        names=("jetbrains junie",),
        source="https://github.com/mat-1/slopcheck/blob/main/src/indicators/commits.rs",
    ),
    KnownTool(
        name="JetBrains AI",
        accounts=("jetbrains-ai[bot]",),
        names=("jetbrains ai",),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Qwen Code",
        addresses=("qwen-coder@alibabacloud.com",),
        names=("qwen-coder", "qwen code", "qwen coder"),
        source="https://github.com/QwenLM/qwen-code/blob/main/packages/core/src/config/config.ts",
    ),
    KnownTool(
        name="Kiro",
        addresses=("noreply@kiro.dev",),
        accounts=("kiro-agent",),
        names=("kiro agent",),
        source="https://github.com/ryancormack/strands-acp/commit/6c58a8dadd",
    ),
    KnownTool(
        name="Amazon Q Developer",
        accounts=("amazon-q-developer[bot]",),
        names=("amazon q", "amazon q developer", "amazon-q-developer*"),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Cline",
        accounts=("cline[bot]",),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Continue",
        addresses=("noreply@continue.dev",),
        accounts=("continue[bot]",),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Sourcegraph Cody",
        accounts=("sourcegraph-cody[bot]",),
        names=("sourcegraph cody",),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="CodeRabbit",
        accounts=("coderabbitai[bot]",),
        names=("coderabbit", "coderabbitai*"),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Qodo",
        accounts=("codiumai-pr-agent-pro[bot]",),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Codebuff",
        addresses=("noreply@codebuff.com", "noreply@freebuff.com"),
        names=("codebuff", "freebuff"),
        source="https://github.com/chaoss/disclosure/blob/main/detection/constants.go",
    ),
    KnownTool(
        name="Windsurf",
        addresses=("cascade@windsurf.ai", "cascade@windsurf.com"),
        accounts=("windsurf-bot[bot]",),
        names=("windsurf cascade",),
        source="https://github.com/theammir/vibesigns.nvim/blob/main/README.md",
    ),
    KnownTool(
        name="Replit Agent",
        addresses=("agent@replit.com",),
        names=("replit agent", "replit ai agent"),
        source="https://github.com/theammir/vibesigns.nvim/blob/main/README.md",
    ),
    KnownTool(
        name="Lovable",
        accounts=("gpt-engineer-app[bot]", "lovable-dev[bot]"),
        names=("gpt-engineer-app*", "lovable-dev*"),
        source="commits of public sites made with it, such as 159125892+gpt-engineer-app[bot]",
    ),
    KnownTool(
        name="v0",
        accounts=("v0[bot]",),
        source="https://github.com/theammir/vibesigns.nvim/blob/main/README.md",
    ),
    KnownTool(
        name="Kilo Code",
        accounts=("kilo-code-bot[bot]", "kiloconnect[bot]"),
        names=("kilo code", "kiloconnect*"),
        source="https://github.com/mat-1/slopcheck/blob/main/src/indicators/commits.rs",
    ),
    KnownTool(
        name="Roo Code",
        addresses=("roomote@roocode.com",),
        names=("roo code", "roomote"),
        source="https://github.com/jpaul67/ShipSignal/blob/main/CHANGELOG.md",
    ),
    KnownTool(
        name="GLM",
        addresses=("noreply@z.ai",),
        source="https://github.com/mat-1/slopcheck/blob/main/src/indicators/commits.rs",
    ),
    KnownTool(
        name="Grok",
        addresses=("noreply@x.ai",),
        source="public histories: Co-Authored-By: Grok 4.6 <noreply@x.ai>",
    ),
    KnownTool(
        name="Kimi",
        addresses=("noreply@moonshot.ai", "noreply@moonshot.cn"),
        names=("kimi code", "kimi cli", "kimi-k2*"),
        source="change log of vllm-project/vllm: Co-authored-by: Kimi <noreply@moonshot.cn>",
    ),
    KnownTool(
        name="TRAE",
        addresses=("traecli@bytedance.com",),
        names=("trae cli",),
        source="https://github.com/sgl-project/sglang/pull/35711",
    ),
    KnownTool(
        name="Mistral Vibe",
        addresses=("vibe@mistral.ai",),
        names=("mistral vibe",),
        source="public histories: Generated by Mistral Vibe. Co-Authored-By: Mistral Vibe",
    ),
    KnownTool(
        name="Tabnine",
        addresses=("noreply@tabnine.com",),
        names=("tabnine", "tabnine agent", "tabnine cli"),
        source="public histories: Co-Authored-By: Tabnine Agent <noreply@tabnine.com>",
    ),
    KnownTool(
        name="Ona",
        addresses=("no-reply@ona.com",),
        source="public histories: Co-authored-by: Ona <no-reply@ona.com>",
    ),
    KnownTool(
        name="Letta Code",
        addresses=("noreply@letta.com",),
        names=("letta code",),
        source="public histories: Co-Authored-By: Letta Code <noreply@letta.com>",
    ),
    KnownTool(
        name="Qoder",
        addresses=("noreply@qoder.com",),
        names=("qoder", "qoder cli"),
        source="public histories: Co-authored-by: Qoder <noreply@qoder.com>",
    ),
    KnownTool(
        name="Sketch",
        addresses=("hello@sketch.dev",),
        source="hook of the tool itself: Co-Authored-By: sketch <hello@sketch.dev>",
    ),
    KnownTool(
        name="Abacus.AI",
        addresses=("agent@abacus.ai", "deepagent@abacus.ai"),
        names=("abacus.ai cli",),
        source="public histories: Co-Authored-By: Abacus.AI CLI <agent@abacus.ai>",
    ),
    KnownTool(
        name="Codegen",
        accounts=("codegen-sh[bot]",),
        names=("codegen-sh*",),
        source="the tool's own code: 131295404+codegen-sh[bot]@users.noreply.github.com",
    ),
    KnownTool(
        name="Ellipsis",
        accounts=("ellipsis-dev[bot]",),
        names=("ellipsis-dev*",),
        source="public change logs: 65095814+ellipsis-dev[bot]@users.noreply.github.com",
    ),
    KnownTool(
        name="Sourcery",
        accounts=("sourcery-ai[bot]",),
        names=("sourcery-ai*",),
        source="public change logs: 58596630+sourcery-ai[bot]@users.noreply.github.com",
    ),
    KnownTool(
        name="Open SWE",
        accounts=("open-swe[bot]",),
        names=("open-swe*",),
        source="public code: 215916821+open-swe[bot]",
    ),
)
"""Assistants and agents that write texts: disclosed as such."""

MACHINES: tuple[KnownTool, ...] = (
    KnownTool(
        name="GitHub Actions",
        addresses=("action@github.com", "actions@github.com", "github-actions@github.com"),
        accounts=("github-actions[bot]",),
        names=("github-actions*", "github actions", "github action", "github actions bot"),
        source="https://github.com/actions/checkout#push-a-commit-using-the-built-in-token",
    ),
    KnownTool(
        name="GitLab access token",
        addresses=(
            "project#_bot*@noreply.*",
            "project_#_bot*@noreply.*",
            "group#_bot*@noreply.*",
            "group_#_bot*@noreply.*",
        ),
        names=("project_#_bot*", "group_#_bot*"),
        source="https://gitlab.com/gitlab-org/gitlab/-/issues/391434",
    ),
    KnownTool(
        name="Bitbucket Pipelines",
        addresses=("commits-noreply@bitbucket.org",),
        names=("bitbucket-pipelines", "bitbucket pipelines"),
        source="public pipelines: git config user.email commits-noreply@bitbucket.org",
    ),
    KnownTool(
        name="Gitea",
        addresses=("teabot@gitea.io",),
        names=("gitea-actions", "giteabot"),
        source="https://github.com/go-gitea/gitea/blob/main/models/user/user_system.go",
    ),
    KnownTool(
        name="Forgejo Actions",
        addresses=("noreply@forgejo.org",),
        names=("forgejo-actions", "forgejo actions"),
        source="https://codeberg.org/forgejo/forgejo/src/branch/forgejo/models/user/user_system.go",
    ),
    KnownTool(
        name="Travis CI",
        addresses=("deploy@travis-ci.org", "builds@travis-ci.org"),
        names=("travis ci", "deployment bot (from travis ci)"),
        source="https://github.com/travis-ci/dpl/blob/master/lib/dpl/providers/pages/git.rb",
    ),
    KnownTool(
        name="Prow",
        addresses=("k8s.ci.robot@gmail.com",),
        accounts=("k8s-ci-robot",),
        names=("kubernetes prow robot", "k8s-ci-robot"),
        source="histories of github.com/kubernetes/kubernetes and kubernetes/community",
    ),
    KnownTool(
        name="bors",
        addresses=("bors@rust-lang.org",),
        accounts=("bors[bot]",),
        source="https://github.com/rust-lang/bors",
    ),
    KnownTool(
        name="Zuul",
        addresses=("zuul@review.opendev.org", "zuul@review.openstack.org"),
        source="histories of opendev.org: Author: Zuul <zuul@review.opendev.org>",
    ),
    KnownTool(
        name="OpenStack Proposal Bot",
        addresses=("openstack-infra@lists.openstack.org",),
        names=("openstack proposal bot",),
        source="scripts of openstack/project-config: git config user.email",
    ),
    KnownTool(
        name="Copybara",
        addresses=("copybara-worker@google.com",),
        names=("copybara-service",),
        source="histories of google open source: committer Copybara-Service",
    ),
    KnownTool(
        name="Yoshi Automation",
        addresses=("yoshi-automation@google.com",),
        names=("yoshi automation", "yoshi automation bot"),
        source="scripts of googleapis: git config user.email yoshi-automation@google.com",
    ),
    KnownTool(
        name="dotnet-bot",
        addresses=("dotnet-bot@microsoft.com",),
        names=("dotnet-bot", "dotnet bot"),
        source="Microsoft.DotNet.VersionTools.Automation.GitHubAuth, its default address",
    ),
    KnownTool(
        name="Mergify",
        accounts=("mergify[bot]",),
        source="public change logs: 37929162+mergify[bot]@users.noreply.github.com",
    ),
    KnownTool(
        name="Dependabot",
        addresses=("support@dependabot.com",),
        accounts=("dependabot[bot]", "dependabot-preview[bot]"),
        names=("dependabot", "dependabot-preview"),
        source="https://github.com/dependabot/dependabot-core",
    ),
    KnownTool(
        name="Renovate",
        addresses=("bot@renovateapp.com", "renovate@whitesourcesoftware.com"),
        accounts=("renovate[bot]",),
        names=("renovate bot", "renovate-bot"),
        source="https://github.com/renovatebot/renovate/blob/main/docs/usage"
        "/self-hosted-configuration.md",
    ),
    KnownTool(
        name="Snyk",
        addresses=("snyk-bot@snyk.io",),
        accounts=("snyk-bot",),
        names=("snyk-bot", "snyk bot"),
        source="https://docs.snyk.io: commits in Snyk's pull requests are done by snyk-bot",
    ),
    KnownTool(
        name="Greenkeeper",
        addresses=("support@greenkeeper.io",),
        accounts=("greenkeeper[bot]",),
        names=("greenkeeper", "greenkeeperio-bot"),
        source="https://github.com/greenkeeperio/greenkeeper-lockfile",
    ),
    KnownTool(
        name="PyUp",
        addresses=("github-bot@pyup.io",),
        names=("pyup-bot", "pyup.io bot"),
        source="public change logs: Update pytest from 3.1.1 to 3.1.2 <github-bot@pyup.io>",
    ),
    KnownTool(
        name="semantic-release",
        addresses=("semantic-release-bot@martynus.net",),
        names=("semantic-release-bot",),
        source="https://github.com/semantic-release/semantic-release/blob/master/lib/definitions"
        "/constants.js",
    ),
    KnownTool(
        name="pre-commit.ci",
        accounts=("pre-commit-ci[bot]",),
        names=("pre-commit-ci",),
        source="https://pre-commit.ci; 66853113+pre-commit-ci[bot] in public change logs",
    ),
    KnownTool(
        name="Restyled",
        addresses=("commits@restyled.io",),
        names=("restyled.io", "restyled commits"),
        source="https://github.com/restyled-io/restyler/blob/main/Dockerfile",
    ),
    KnownTool(
        name="StyleCI",
        addresses=("bot@styleci.io",),
        names=("styleci bot",),
        source="public histories: Author: StyleCI Bot <bot@styleci.io>",
    ),
    KnownTool(
        name="DeepSource",
        addresses=("bot@deepsource.io",),
        names=("deepsource bot",),
        source="public lists of authors: DeepSource Bot <bot@deepsource.io>",
    ),
    KnownTool(
        name="Stickler CI",
        addresses=("support@stickler-ci.com",),
        names=("stickler-ci",),
        source="public lists of authors: stickler-ci <support@stickler-ci.com>",
    ),
    KnownTool(
        name="Imgbot",
        addresses=("imgbothelp@gmail.com",),
        accounts=("imgbot[bot]",),
        names=("imgbotapp", "imgbot"),
        source="https://github.com/imgbot/Imgbot/blob/master/Common/KnownGitHubs.cs",
    ),
    KnownTool(
        name="All Contributors",
        accounts=("allcontributors[bot]",),
        names=("allcontributors",),
        source="public change logs: 46447321+allcontributors[bot]@users.noreply.github.com",
    ),
    KnownTool(
        name="Gitter Badger",
        addresses=("badger@gitter.im",),
        names=("the gitter badger", "gitter badger"),
        source="public lists of authors: The Gitter Badger <badger@gitter.im>",
    ),
    KnownTool(
        name="GitBook",
        addresses=("ghost@gitbook.com",),
        names=("gitbook-bot",),
        source="public histories: gitbook-bot <ghost@gitbook.com>",
    ),
    KnownTool(
        name="Weblate",
        addresses=("noreply@weblate.org", "hosted@weblate.org"),
        names=("weblate", "hosted weblate", "weblate (bot)"),
        source="https://github.com/WeblateOrg/weblate/blob/main/docs/admin/code-hosting.rst",
    ),
    KnownTool(
        name="Crowdin",
        addresses=("support+bot@crowdin.com",),
        names=("crowdin bot", "crowdin-bot"),
        source="https://github.com/crowdin/github-action/blob/master/README.md",
    ),
    KnownTool(
        name="Transifex",
        accounts=("transifex-integration[bot]",),
        names=("transifex-integration*",),
        source="https://github.com/apps/transifex-integration",
    ),
    KnownTool(
        name="translatewiki.net",
        addresses=("l10n-bot@translatewiki.net",),
        names=("translatewiki.net",),
        source="configuration of Wikimedia's Zuul: l10n-bot@translatewiki.net",
    ),
    KnownTool(
        name="Pontoon",
        addresses=("pontoon@mozilla.com",),
        names=("mozilla pontoon", "pontoon"),
        source="https://github.com/mozilla/pontoon",
    ),
    KnownTool(
        name="KDE's translation script",
        addresses=("scripty@kde.org",),
        names=("l10n daemon script",),
        source="histories of invent.kde.org: l10n daemon script <scripty@kde.org>",
    ),
    KnownTool(
        name="OCA Transbot",
        addresses=("transbot@odoo-community.org", "oca-git-bot@odoo-community.org"),
        names=("oca transbot", "oca-git-bot"),
        source="https://github.com/OCA/maintainer-tools",
    ),
)
"""Apps of forges, services for translations, formatters and scripts: no assistants."""
