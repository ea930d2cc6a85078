/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The sentences every made-up visit record needs, and putting facts into sentences. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-story.h"

#include <string.h>

/* One bank is one text, a sentence a line. */
static const char *const banks[NX_N_SAMPLE_BANKS] = {
  [NX_SAMPLE_BANK_AT_HOME] = "{c}在家，开门时已经穿好了外套。\n"
                             "敲门后{c}来开门，让座倒水。\n"
                             "到的时候{c}正在择菜，边择边说话。\n"
                             "{c}坐在窗边晒太阳，见了我们招手。\n"
                             "屋里收拾得干净，{c}在看电视，把声音调小了。\n"
                             "楼道里碰见{nb}，说{c}在家，一起上的楼。\n"
                             "{c}一个人在屋里，说正等着我们来。\n"
                             "按约定的时间到，{c}已经泡好了茶。\n"
                             "敲门稍等了一会儿，{c}说刚才在里屋没听见。\n"
                             "{c}家里来了客人，说了几句就先走了，之后坐下慢慢谈。",
  [NX_SAMPLE_BANK_PHONE] = "电话响了三声接通，{c}声音清楚。\n"
                           "第一次没接，{n}分钟后{c}打了回来。\n"
                           "电话里{c}说话不急不慢。\n"
                           "通话时旁边有电视声，{c}走到里屋接着说。\n"
                           "{c}在外面买菜，约好到家后再通话，十一点接通。\n"
                           "电话接通，{c}先问了一句“是不是社工”。",
  [NX_SAMPLE_BANK_PHONE_TALK] = "问了吃饭和睡觉，说都还可以。\n"
                                "问了这几天的身体，说没有不舒服。\n"
                                "说昨天下过楼，走了一圈。\n"
                                "说药还够吃{n}天，家里不缺什么。\n"
                                "说夜里醒过两回，白天补了一觉。\n"
                                "聊了聊天气，提醒出门看路、按时吃饭。\n"
                                "问有没有生人上门，说没有。\n"
                                "说{nb}前天来坐过，心里敞亮些。",
  [NX_SAMPLE_BANK_OFFICE] = "{c}按约来到社工站，早到了一刻钟。\n"
                            "{c}顺路来站里，手里提着刚买的菜。\n"
                            "{c}来站里面谈，坐在靠门的位置。\n"
                            "{c}由{nb}陪着来到站里。",
  [NX_SAMPLE_BANK_ELDER_BODY] = "量血压{bp}，走路稳当。\n"
                                "血压{bp}，说膝盖比上个月轻快。\n"
                                "胃口可以，昨晚睡了七个小时。\n"
                                "腿脚还利索，每天在楼下走两圈。\n"
                                "听力不太好，说话凑近些能听清。\n"
                                "血压{bp}，药按时吃。\n"
                                "前几天有点咳嗽，已经好了。\n"
                                "说眼睛看字费劲，已约好去查眼底。",
  [NX_SAMPLE_BANK_ELDER_POOR] = "血压{bp}，偏高，说这两天头沉。\n"
                                "脚踝有些肿，站久了要扶墙。\n"
                                "这周没怎么吃东西，说嘴里没味。\n"
                                "夜里起来三四回，白天打瞌睡。\n"
                                "咳嗽有痰，已提醒当天去{hosp}看。\n"
                                "走到门口就喘，歇了两回才坐下。",
  [NX_SAMPLE_BANK_CHILD_STATE] = "{c}个子又高了，袖子短了一截。\n"
                                 "{c}衣着整洁，书包收拾得有条理。\n"
                                 "{c}有点感冒，戴着口罩，精神还好。\n"
                                 "{c}说上周跑步得了第三。\n"
                                 "{c}手上有一处擦伤，说是跑着玩摔的，已经涂过药。",
  [NX_SAMPLE_BANK_ADULT_STATE] = "{c}说话条理清楚，把要问的事记在手机里。\n"
                                 "{c}比上次瘦了些，说是忙的。\n"
                                 "{c}脸色不错，说这周睡得好。\n"
                                 "{c}说腰还是酸，贴着膏药。\n"
                                 "{c}一边收拾屋子一边谈，手上没停。\n"
                                 "{c}打了两个哈欠，说昨晚没睡好。",
  [NX_SAMPLE_BANK_MOOD_GOOD] = "说到高兴处笑出了声。\n"
                               "聊起最近的事语气轻松。\n"
                               "临走送到电梯口，一直摆手。\n"
                               "说“有人惦记着，心里踏实”。\n"
                               "主动说起下次想做的事。",
  [NX_SAMPLE_BANK_MOOD_POOR] = "中间沉默了几次，每次两三分钟。\n"
                               "说话时眼睛看着地面，声音低。\n"
                               "说到家里的事红了眼圈，递了纸巾，停了一会儿再谈。\n"
                               "叹了几次气，说“过一天算一天”；问过，没有伤害自己的想法。\n"
                               "不太愿意多说，社工没有追问，约好下次再聊。",
  [NX_SAMPLE_BANK_SEASON_COLD] = "外面降温，看了门窗，屋里不透风。\n"
                                 "路面结冰，提醒这两天少出门，要买的东西由志愿者带。\n"
                                 "暖气已经热了，屋里穿一件毛衣就行。\n"
                                 "提醒开窗通风、煤气用完关阀。",
  [NX_SAMPLE_BANK_SEASON_HOT] = "天热，提醒中午别下楼，多喝水。\n"
                                "风扇能用，冰箱里的剩菜已经倒掉。\n"
                                "连着几天下雨，看了阳台和窗台，没有进水。\n"
                                "送来两包绿豆，说晚上熬汤。",
  [NX_SAMPLE_BANK_FESTIVAL] = "快过年了，带来福字和一袋冻饺子。\n"
                              "临近中秋，送来月饼，提醒少吃甜的。\n"
                              "重阳节前，社区请吃了寿面。\n"
                              "端午前后，一起包了几个粽子。",
  [NX_SAMPLE_BANK_CLOSING] = "约好{d}再来。\n"
                             "把社工站的电话又说了一遍，手机里存着。\n"
                             "约定{d}再联系，有急事随时打电话。\n"
                             "谈完把今天说的几件事念了一遍，都同意。",
  [NX_SAMPLE_BANK_CLOSING_AT_HOME] = "把要办的事写成大字贴在冰箱上。\n"
                                     "走之前把垃圾带下了楼。\n"
                                     "提醒有陌生人推销先打电话问社区。\n"
                                     "约好{d}再来，时间写在日历上。\n"
                                     "临走看了水龙头和燃气阀，都关好了。",
  [NX_SAMPLE_BANK_ASSESSMENT] = "说明了社工能做什么、不能做什么，知情同意书逐条念过，当面签了字。\n"
                                "了解了家里有谁、谁来得多、钱从哪里来、平时找谁帮忙。\n"
                                "一起画了家里人的图，哪几个常来往用粗线标出。\n"
                                "问了最着急的一件事和最想改变的一件事。",
  [NX_SAMPLE_BANK_ASSESSMENT_AT_HOME]
  = "看了厨房、卫生间和走廊，逐项记了居家安全。\n"
    "说明了社工能做什么、不能做什么，知情同意书逐条念过，当面签了字。\n"
    "问了平时谁来得多、急事先找谁，把电话核对了一遍。\n"
    "一起画了家里人的图，哪几个常来往用粗线标出。",
  [NX_SAMPLE_BANK_PLAN] = "把几件事排了先后，先办最急的。\n"
                          "商量目标怎么写，{c}改了一处说法，改完念给{c}听。\n"
                          "定下每次来的间隔和时间，写进服务协议，双方各留一份。\n"
                          "分了工：社工跑手续，{c}自己记日子。",
  [NX_SAMPLE_BANK_EVALUATION] = "和{c}对照开始时写的目标一条一条看，大半做到了。\n"
                                "请{c}给这段时间打分，{c}说“能给四分半”。\n"
                                "把开始时和现在的量表放在一起看，分数有提高。\n"
                                "{c}说以后的事自己能应付，有难处知道找谁。",
  [NX_SAMPLE_BANK_FOLLOW_UP] = "结案后回访，情况稳定，约定的事还在做。\n"
                               "回访时{c}说一切照旧，没有新的难处。\n"
                               "回访，先前办下来的事没有反复。\n"
                               "{c}说“你们不用老惦记”，还是留我们坐了一会儿。",
  [NX_SAMPLE_BANK_REFLECTION] = "今天我问得有些快，{c}停下来的时候应该再等一等。\n"
                                "{c}第一次主动提要求，下次顺着这件事谈。\n"
                                "家人的说法和{c}的不一样，先分开听，不急着下结论。\n"
                                "自己对这家人有些着急，下次督导时提出来。\n"
                                "{c}拒绝了一项服务，是{c}的决定，记下理由，不再劝。\n"
                                "发现自己总在替{c}拿主意，要把选择还给{c}。\n"
                                "关系比上个月近了，边界也要讲清楚。\n"
                                "旁边有人时{c}说话少些，下次先单独谈。\n"
                                "情绪背后可能是怕成为负担，这只是推断，要再听听。\n"
                                "事情有进展，也要想好以后谁接着做。",
  [NX_SAMPLE_BANK_NOT_MET_OUT] = "敲门没人应，{nb}说一早去了早市。电话接通，平安，改到{d}。\n"
                                 "电话说在外面办事，来不及赶回，约好{d}。\n"
                                 "邻居说被孩子接走过周末，打电话核实过，平安。",
  [NX_SAMPLE_BANK_NOT_MET_HOSPITAL] = "家人说前天住院了，在{hosp}，已问清病房，改去探视。\n"
                                      "电话里说正在输液，预计{n}天后出院，出院当天再来。",
  [NX_SAMPLE_BANK_NOT_MET_SILENT]
  = "敲门三次无应，电话无人接听。问过{nb}，早上见过下楼。半小时后电话接通，说手机静音。\n"
    "敲门无应，电话打不通，联系了亲属和网格员，下午四点找到，在社区活动室，平安。\n"
    "敲门无应，从楼下看窗帘拉开。{nb}帮着喊了一声，说出去遛弯了，傍晚电话核实平安。",
  [NX_SAMPLE_BANK_NOT_MET_REFUSED]
  = "隔着门说今天不想见人，尊重其意愿，门缝留了字条，约好打电话。\n"
    "电话里说心情不好，不用来了，改到{d}再联系。",
};

typedef struct
{
  const char *key;
  gsize offset;
} Slot;

static const Slot slots[] = {
  { "{c}", G_STRUCT_OFFSET (NxSampleFacts, client) },
  { "{k}", G_STRUCT_OFFSET (NxSampleFacts, kin) },
  { "{ks}", G_STRUCT_OFFSET (NxSampleFacts, kin_word) },
  { "{carer}", G_STRUCT_OFFSET (NxSampleFacts, carer) },
  { "{bp}", G_STRUCT_OFFSET (NxSampleFacts, blood_pressure) },
  { "{wd}", G_STRUCT_OFFSET (NxSampleFacts, weekday) },
  { "{d}", G_STRUCT_OFFSET (NxSampleFacts, date) },
  { "{nb}", G_STRUCT_OFFSET (NxSampleFacts, neighbour) },
  { "{drug}", G_STRUCT_OFFSET (NxSampleFacts, medicine) },
  { "{hosp}", G_STRUCT_OFFSET (NxSampleFacts, hospital) },
  { "{grade}", G_STRUCT_OFFSET (NxSampleFacts, grade) },
  { "{job}", G_STRUCT_OFFSET (NxSampleFacts, job) },
  { "{dis}", G_STRUCT_OFFSET (NxSampleFacts, disability) },
  { "{w}", G_STRUCT_OFFSET (NxSampleFacts, worker) },
};

/* Appends the fact at @at and returns what stands behind it; NULL when it is no known fact. */
static const char *
append_fact (GString *line, const char *at, const NxSampleFacts *facts)
{
  if (g_str_has_prefix (at, "{n}"))
    {
      g_string_append_printf (line, "%d", facts->number);
      return at + strlen ("{n}");
    }
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_has_prefix (at, slots[i].key))
      {
        g_string_append (line, G_STRUCT_MEMBER (const char *, facts, slots[i].offset));
        return at + strlen (slots[i].key);
      }
  return NULL;
}

char *
nx_sample_fill (const char *text, const NxSampleFacts *facts)
{
  GString *line = NULL;

  if (text == NULL)
    return NULL;
  line = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *rest = *text == '{' ? append_fact (line, text, facts) : NULL;

      if (rest != NULL)
        text = rest;
      else
        g_string_append_c (line, *text++);
    }
  return g_string_free (line, FALSE);
}

static gpointer
split_banks (gpointer data)
{
  GStrv *lines = g_new0 (GStrv, NX_N_SAMPLE_BANKS);

  for (guint i = 0; i < NX_N_SAMPLE_BANKS; i++)
    lines[i] = g_strsplit (banks[i], "\n", -1);
  return lines;
}

const char *
nx_sample_bank_get (NxSampleBank bank, guint position)
{
  static GOnce once = G_ONCE_INIT;
  GStrv *lines = g_once (&once, split_banks, NULL);

  g_return_val_if_fail (bank < NX_N_SAMPLE_BANKS, NULL);
  return lines[bank][position % g_strv_length (lines[bank])];
}
