#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Every colour of text in the style sheets stands out enough: 4.5 : 1 by WCAG 2.1, also on tints."""
import re

import lint

LEAST = 4.5
SHEETS = {'resources/style.css': [], 'resources/style-dark.css': ['resources/style.css'],
          'resources/style-hc.css': ['resources/style.css'],
          'resources/style-hc-dark.css': ['resources/style.css', 'resources/style-dark.css', 'resources/style-hc.css']}
DEFINE = re.compile(r'@define-color\s+(\w+)\s+([^;]+);')
SURFACES = ('window_bg_color', 'card_bg_color', 'nx_sidebar_color')
TINTED = ('accent', 'nx_high', 'nx_mid', 'nx_ok', 'nx_info', 'nx_stage')
NEEDED = ['accent_bg_color', 'accent_fg_color', 'window_fg_color', 'nx_dim_color', 'nx_report_bg_color',
          'nx_report_fg_color', *SURFACES, *(name + '_color' for name in TINTED)]


def read_colours(tree, sheet):
    colours = {}
    for path in [*SHEETS[sheet], sheet]:
        if path in tree.paths:
            colours.update(DEFINE.findall(re.sub(r'/\*.*?\*/', '', tree.text(path), flags=re.S)))
    return colours


def resolve(colours, value, depth=0):
    """(red, green, blue, alpha) of a CSS value, each 0 to 1."""
    value = value.strip()
    if depth > 9:
        raise ValueError('goes round in circles')
    if value in ('black', 'white'):
        return (float(value == 'white'),) * 3 + (1.0,)
    if value.startswith('@'):
        return resolve(colours, colours[value[1:]], depth + 1)
    match = re.fullmatch(r'#([0-9a-fA-F]{6})', value)
    if match:
        return tuple(int(match[1][i:i + 2], 16) / 255 for i in (0, 2, 4)) + (1.0,)
    match = re.fullmatch(r'alpha\s*\((.+),\s*([0-9.]+)\s*\)', value)
    if match:
        red, green, blue, alpha = resolve(colours, match[1], depth + 1)
        return red, green, blue, alpha * float(match[2])
    raise ValueError(f'is not understood: {value}')


def lay(top, bottom):
    alpha = top[3]
    return tuple(alpha * a + (1 - alpha) * b for a, b in zip(top[:3], bottom[:3])) + (1.0,)


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def list_pairs(colours):
    """(what, text colour, ground) for everything the program writes words on."""
    def of(name):
        return resolve(colours, colours[name])
    grounds = {name: of(name) for name in SURFACES}
    hover, accent_tint = of('nx_hover_tint'), of('nx_accent_tint')
    states = {'': lambda g: g, ' hovered': lambda g: lay(hover, g), ' selected': lambda g: lay(accent_tint, g)}
    yield 'accent_fg_color on accent_bg_color', of('accent_fg_color'), of('accent_bg_color')
    yield 'nx_report_fg_color on nx_report_bg_color', of('nx_report_fg_color'), of('nx_report_bg_color')
    for surface, ground in grounds.items():
        for state, change in states.items():
            base = change(ground)
            for name in ('window_fg_color', 'nx_dim_color'):
                yield f'{name} on {surface}{state}', of(name), base
            for name in TINTED:
                text, tint = of(name + '_color'), of('nx_' + name.replace('nx_', '') + '_tint')
                yield f'{name}_color on {surface}{state}', text, base
                # Badges stand on rows of lists; in the sidebar and the editor's pane nothing is selected below one.
                if surface != 'nx_sidebar_color' or not state:
                    yield f'{name}_color on its tint on {surface}{state}', text, lay(tint, base)


def check(tree):
    problems = []
    if 'resources/style.css' not in tree.paths:
        raise lint.Skip('there is no style sheet')
    for sheet in SHEETS:
        if sheet not in tree.paths:
            continue
        colours = read_colours(tree, sheet)
        lacking = [name for name in NEEDED if name not in colours]
        if lacking:
            problems.append(f'{sheet}: lacks {", ".join(lacking)}')
            continue
        try:
            for what, text, ground in list_pairs(colours):
                ratio = contrast(lay(text, ground), ground)
                if ratio < LEAST:
                    problems.append(f'{sheet}: {what} has only {ratio:.2f} : 1')
        except (KeyError, ValueError) as error:
            problems.append(f'{sheet}: a colour {error}')
    return problems


LIGHT = {'accent_bg_color': '#b8471b', 'accent_fg_color': '#ffffff', 'accent_color': '#a63d12',
         'nx_high_color': '#b3142b', 'nx_mid_color': '#7d5200', 'nx_ok_color': '#1f6b3a',
         'nx_info_color': '#1c5fa8', 'nx_stage_color': '#7a3d86', 'nx_dim_color': '#5e5c64',
         'nx_sidebar_color': '#f4f0ec', 'nx_report_bg_color': '#b3142b', 'nx_report_fg_color': '#ffffff',
         'window_bg_color': '#fafafa', 'window_fg_color': '#2e2a28', 'card_bg_color': '#ffffff',
         'nx_accent_tint': 'alpha(@accent_color, 0.10)', 'nx_high_tint': 'alpha(@nx_high_color, 0.10)',
         'nx_mid_tint': 'alpha(#be8200, 0.16)', 'nx_ok_tint': 'alpha(@nx_ok_color, 0.10)',
         'nx_info_tint': 'alpha(@nx_info_color, 0.09)', 'nx_stage_tint': 'alpha(@nx_stage_color, 0.09)',
         'nx_hover_tint': 'alpha(black, 0.05)'}


def sheet_of(**changes):
    return ''.join(f'@define-color {name} {value};\n' for name, value in {**LIGHT, **changes}.items() if value)


CLEAN = {'resources/style.css': sheet_of()}
PLANTED = [
    ('nx_dim_color on window_bg_color', {'resources/style.css': sheet_of(nx_dim_color='#8a8a8a')}),
    ('accent_fg_color on accent_bg_color', {'resources/style.css': sheet_of(accent_bg_color='#e07a4a')}),
    ('nx_mid_color on its tint', {'resources/style.css': sheet_of(nx_mid_tint='alpha(#be8200, 0.70)')}),
    ('lacks nx_ok_color', {'resources/style.css': sheet_of(nx_ok_color=None)}),
    ('style-dark.css: window_fg_color', {'resources/style-dark.css': '@define-color window_bg_color #242424;\n'}),
    ('not understood', {'resources/style.css': sheet_of(nx_ok_color='mix(red, blue)')}),
]
lint.main(check, CLEAN, PLANTED)
