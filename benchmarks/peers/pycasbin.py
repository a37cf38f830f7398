"""PyCasbin: rules in a file, compared one by one.

Set up as its documents say: «RBAC with domains», a site being a domain, its users given roles and never rules of their
own; the policy loaded by an adapter, so that role links are built once; the comparison of roles, which is the dearest,
last in the matcher (twice as quick as their example, which has it first). `FastEnforcer` looks rules up by what follows
the subject: site, module and verb, as its own test does with object and action.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from casbin import Enforcer, FastEnforcer, FastModel, StringAdapter

from benchmarks.agreement import Peer
from benchmarks.rights.town import Question, Town
from registre_core.rights import Profile

_PER_SITE = """
[request_definition]
r = sub, dom, obj, act
[policy_definition]
p = sub, dom, obj, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.dom == p.dom && r.obj == p.obj && r.act == p.act && g(r.sub, p.sub, r.dom)
"""
_ONCE = """
[request_definition]
r = sub, obj, act, dom
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && r.act == p.act && g(r.sub, p.sub, r.dom)
"""


def enforcer(town: Town) -> Peer:
    """Compare every rule, a line for each profile, site and right."""
    casbin = Enforcer(Enforcer.new_model(text=_PER_SITE), _adapter(town, _lines_per_site(town)))
    return Peer("PyCasbin Enforcer", casbin.enforce, _site_first)


def fast_enforcer(town: Town) -> Peer:
    """Compare the rules of this site, module and verb."""
    casbin = _fast(_PER_SITE, _adapter(town, _lines_per_site(town)), (1, 2, 3))
    return Peer("PyCasbin FastEnforcer", casbin.enforce, _site_first)


def fast_enforcer_with_few_rules(town: Town) -> Peer:
    """Compare the rules of this module and verb, which no site repeats.

    casbin.org, «Performance Optimization»: «Well-designed models abstract common logic across users and tenants,
    reducing rules to a small set».
    """
    lines = (f"p, {profile.id}, {', '.join(right.split('.'))}" for profile, right in _given(town))
    casbin = _fast(_ONCE, _adapter(town, lines), (1, 2))
    return Peer("PyCasbin FastEnforcer, no rule per site", casbin.enforce, _site_last)


def _fast(text: str, adapter: StringAdapter, order: Sequence[int]) -> FastEnforcer:
    model = FastModel(order)
    model.load_model_from_text(text)
    return FastEnforcer(model, adapter, cache_key_order=order)


def _adapter(town: Town, rules: Iterator[str]) -> StringAdapter:
    return StringAdapter("\n".join([*rules, *_roles(town)]))


def _given(town: Town) -> Iterator[tuple[Profile, str]]:
    return ((profile, right) for profile in town.profiles.values() for right in sorted(profile.rights))


def _lines_per_site(town: Town) -> Iterator[str]:
    for (profile, right), site in product(_given(town), town.sites):
        module, verb = right.split(".")
        yield f"p, {profile.id}, {site}, {module}, {verb}"


def _roles(town: Town) -> Iterator[str]:
    for user, situation in town.people.items():
        for site in town.sites_of(user):
            yield f"g, {user}, {situation.profile_id}, {site}"


def _site_first(question: Question) -> Sequence[str]:
    return str(question.user), str(question.site), question.module, question.verb


def _site_last(question: Question) -> Sequence[str]:
    return str(question.user), question.module, question.verb, str(question.site)
