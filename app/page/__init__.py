"""The page: a campfire for teachers, what-ifs for leaders, a workbench for researchers.

    pile.py       the campfire's sliders and presets as scenarios
    plans.py      the plans of "What if?" as scenarios
    ask.py        what a browser asks for, checked
    limits.py     how large it may be
    fed.py        a run onto which wood is thrown on the way
    stream.py     a whole run as bytes
    run.py        from what was asked to those bytes
    verdict.py    what would have happened otherwise, from runs
    futures.py    many runs of a plan; compare.py two plans beside each other
    survey.py     an uploaded survey: ties without names, and its diagnosis
    pool.py       the processes that do the work
    routes.py, server.py, security.py    the page over plain HTTP
    handout.py    the page and a grid of recorded runs in one file
    static/       what the browser gets: HTML, CSS, ES modules

The server keeps nothing between requests: a run is a function of what was asked and of nothing else.
"""
