import sys, inspect
from tests.contracts import test_they_bite as t
from tests.contracts.saboteurs import corrections, buildings
numbers=[f"STO-{n}" for n in (3,5,7,8,9,10,20,21,23,46,*range(60,80))]
mods={"corrections":corrections,"buildings":buildings}
for m in sys.argv[1:]:
    for name, one in inspect.getmembers(mods[m], inspect.isclass):
        if one.__module__==mods[m].__name__ and getattr(one,'breaks',None):
            try: print(f'    "{name}": "{t.broken_by_storage(one,*numbers)}",', '# breaks', one.breaks, flush=True)
            except Exception as e: print(name,'ERR',repr(e)[:200], flush=True)
